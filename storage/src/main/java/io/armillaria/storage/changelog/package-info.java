/// What the history says, as rows: the changelog, commits, versions, chunks.
package io.armillaria.storage.changelog;

/// Little-endian readers and writers that the on-disk formats share.
package io.armillaria.storage.format;

/// Content-addressed objects and the homes they are kept in.
package io.armillaria.storage.chunk;

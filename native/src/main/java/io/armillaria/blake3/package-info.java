/// BLAKE3-256: native kernels called through the foreign-function interface, and a Java twin.
package io.armillaria.blake3;

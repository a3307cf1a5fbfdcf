/// Everything that can go wrong, as one sealed family that every module above throws and only the
/// driver maps to SQLSTATEs.
package io.armillaria.storage.failure;

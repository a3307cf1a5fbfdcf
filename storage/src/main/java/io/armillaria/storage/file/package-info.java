/// Files, seen through an interface narrow enough for a hostile twin in the tests.
package io.armillaria.storage.file;

/// Doubles and helpers that the tests of all packages share.
package io.armillaria.execution;

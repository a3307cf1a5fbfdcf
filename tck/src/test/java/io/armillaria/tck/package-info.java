/// Tests of the suites themselves, and the suites.
package io.armillaria.tck;

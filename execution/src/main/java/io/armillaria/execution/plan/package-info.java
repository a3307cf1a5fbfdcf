/// Physical plans: what is to be run, without saying how.
package io.armillaria.execution.plan;

/// Values on their way between Java and the engine: reading a column's vector as what a getter asks
/// for, and turning what a setter was given into the form that the engine takes.
package io.armillaria.jdbc.value;

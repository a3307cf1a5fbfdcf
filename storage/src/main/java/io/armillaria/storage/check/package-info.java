/// CHECK DATABASE and CHECK TABLE: whether everything that a database refers to is there, has the
/// bytes that its name says, and means what the history says.
package io.armillaria.storage.check;

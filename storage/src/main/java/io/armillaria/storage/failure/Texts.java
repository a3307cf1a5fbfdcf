package io.armillaria.storage.failure;

final class Texts {
  private Texts() {}

  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}

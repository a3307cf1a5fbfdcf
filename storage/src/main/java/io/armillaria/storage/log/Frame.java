package io.armillaria.storage.log;

import java.util.List;

/// A frame that has its number and its place in the file, but perhaps not its bytes yet.
record Frame(LogPosition position, long offset, long payloadLength, List<LogTicket> tickets) {}

package io.github.hjelm.bench.link;

/**
 * One row of the table, over all rounds.
 *
 * @param responder who answers
 * @param broker through whom
 * @param messages how many round trips
 * @param lost how many answers did not come within a second
 * @param serviceP50Us median from the moment of sending, in microseconds
 * @param serviceP99Us 99th percentile of the same
 * @param responseP50Us median from the moment the message was due
 * @param responseP99Us 99th percentile of the same
 * @param allocatedBytesPerMessage what the responder's threads allocate for one message in and one
 *     out
 * @param timesFloor median over the rounds of this row's p50 divided by the raw client's p50 on the
 *     same broker
 */
public record LinkRow(
    String responder,
    String broker,
    long messages,
    long lost,
    double serviceP50Us,
    double serviceP99Us,
    double responseP50Us,
    double responseP99Us,
    double allocatedBytesPerMessage,
    double timesFloor) {}

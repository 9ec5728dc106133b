package dev.belfry.service.store;

/**
 * How far a run of the service has come.
 *
 * @param clock the last instant that is known
 * @param nextParcel the number of the next parcel; none bore it before
 * @param ended whether the run ended as it should, and not by a power cut or a kill
 */
public record RunRecord(ClockReading clock, long nextParcel, boolean ended) {}

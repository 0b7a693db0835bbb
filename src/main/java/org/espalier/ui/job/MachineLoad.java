package org.espalier.ui.job;

/**
 * How busy this machine is.
 *
 * @param cpu share of all cores that is busy; negative if unknown
 * @param cores that there are
 * @param threads of the workers; of this window while no job runs
 * @param window resident bytes of this window's process; negative if unknown
 * @param workers resident bytes of its jobs' processes; negative if unknown
 * @param used bytes that all processes hold
 * @param total bytes that the machine has
 */
public record MachineLoad(
        double cpu, int cores, int threads, long window, long workers, long used, long total) {}

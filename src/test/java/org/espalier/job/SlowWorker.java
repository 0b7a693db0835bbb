package org.espalier.job;

import java.io.PrintStream;
import java.nio.file.Path;

/** The main class of a worker that does {@link SlowWork}. */
final class SlowWorker {
    private SlowWorker() {}

    public static void main(String[] args) {
        PrintStream events = System.out;
        System.setOut(System.err);
        events.print("a native library's chatter without a line's end");
        new WorkerProtocol(new DirectRunner(new SlowWork()), System.in, events)
                .serve(Path.of(args[0]), () -> Runtime.getRuntime().halt(1));
        System.exit(0);
    }
}

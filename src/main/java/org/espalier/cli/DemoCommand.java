package org.espalier.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code espalier demo}: the sample session without a window. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Scans, prunes, measures and compares the sample model.")
final class DemoCommand implements Callable<Integer> {
    private final Services services;
    private final Console console;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for pictures and results (default: target/demo).")
    private Path out = Path.of("target", "demo");

    DemoCommand(Services services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() {
        services.demo().run(out, console.out(), new ProgressLine(console.err()).asProgress());
        return Exit.DONE;
    }
}

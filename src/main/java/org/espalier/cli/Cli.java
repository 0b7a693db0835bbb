package org.espalier.cli;

import org.espalier.base.CancelledException;
import org.espalier.base.UserFacingException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The program's verbs. Results go to standard output, progress and errors to standard error; the
 * exit codes are those of {@link Exit}.
 */
public final class Cli {
    private final Services services;
    private final Console console;

    /** A command line that prints to these streams. */
    public Cli(Services services, PrintStream out, PrintStream err) {
        this.services = services;
        this.console = new Console(out, err);
    }

    /** Parses and carries out one command; returns the exit code. */
    public int run(String... arguments) {
        Root root = new Root();
        CommandLine line = new CommandLine(root);
        if (arguments.length > 0) {
            addVerbs(line, arguments[0]);
        }
        line.setOut(console.outWriter());
        line.setErr(console.errWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, args) -> usage(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failure(e, root.verbose));
        return line.execute(arguments);
    }

    /** Adds the verb that the line begins with, or all, as building them all delays the window. */
    private void addVerbs(CommandLine line, String first) {
        SequencedMap<String, Supplier<Callable<Integer>>> verbs = verbs();
        Supplier<Callable<Integer>> named = verbs.get(first);
        if (named != null) {
            line.addSubcommand(first, named.get());
        } else {
            verbs.forEach((name, verb) -> line.addSubcommand(name, verb.get()));
        }
    }

    private SequencedMap<String, Supplier<Callable<Integer>>> verbs() {
        JobSession jobs = new JobSession(services.runner(), console);
        SequencedMap<String, Supplier<Callable<Integer>>> verbs = new LinkedHashMap<>();
        verbs.put("gui", () -> new GuiCommand(services.window(), console));
        verbs.put("demo", () -> new DemoCommand(services, console));
        verbs.put("inspect", () -> new InspectCommand(services.engines(), console));
        verbs.put("scan", () -> new ScanCommand(jobs, console, services.cache()));
        verbs.put("run", () -> new RunCommand(jobs, console));
        verbs.put("evaluate", () -> new EvaluateCommand(jobs, console));
        verbs.put("generate", () -> new GenerateCommand(jobs, console));
        verbs.put("bench", () -> new BenchCommand(jobs, console));
        verbs.put("compare", () -> new CompareCommand(jobs, console));
        verbs.put("duel", () -> new DuelCommand(jobs, console));
        verbs.put("export", () -> new ExportCommand(jobs, console));
        verbs.put("doctor", () -> new DoctorCommand(services.engines(), console));
        return verbs;
    }

    private int usage(ParameterException e) {
        console.error(String.valueOf(e.getMessage()));
        console.error(
                "See %s --help.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
        return Exit.USAGE;
    }

    private int failure(Exception e, boolean verbose) {
        if (verbose) {
            console.trace(e);
        }
        return switch (e) {
            case CancelledException cancelled -> {
                console.error(String.valueOf(cancelled.getMessage()));
                yield Exit.CANCELLED;
            }
            case UserFacingException told -> {
                console.error(told.getMessage());
                yield told.kind() == UserFacingException.Kind.BAD_INPUT
                        ? Exit.BAD_INPUT
                        : Exit.FAILED;
            }
            default -> {
                console.error(
                        "The program met an error that it did not foresee: %s. Run it again with --verbose and report what it prints."
                                .formatted(e));
                yield Exit.FAILED;
            }
        };
    }

    @Command(
            name = "espalier",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description =
                    "Makes neural networks smaller and faster. Without a verb, opens the window, or"
                            + " runs the demo where there is no display.")
    private final class Root implements Callable<Integer> {
        @Option(
                names = "--verbose",
                scope = ScopeType.INHERIT,
                description = "Print stack traces of errors.")
        private boolean verbose;

        @Override
        public Integer call() {
            Optional<String> missing = services.window().missing();
            if (missing.isEmpty()) {
                return new GuiCommand(services.window(), console).call();
            }
            console.error(missing.get() + " Running the sample session without a window.");
            return new DemoCommand(services, console).call();
        }
    }
}

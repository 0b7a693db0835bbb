package org.espalier.engine;

import org.espalier.base.Plurals;
import org.espalier.base.UserFacingException;
import org.espalier.model.Network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the engine that runs a network, and says why.
 *
 * <p>What the user asked for is taken or refused, never replaced. What is left to the program: a
 * GPU if an engine sees one, otherwise the CPU; there the first engine of the list that knows every
 * operator of the network. Products are held on a GPU in the type in which the file holds the
 * weights, on a CPU in fp32.
 */
public final class EngineSelector {
    private static final String AUTO = "auto";
    private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");
    private static final String STILL_WORKS =
            "The model can still be inspected, and pruned by magnitude.";

    private final List<EngineFactory> factories;

    /**
     * A choice and its reason.
     *
     * @param reason a sentence for the screen, such as {@code ONNX Runtime 1.29.0 on the CPU: ...}
     */
    public record Selected(Engine engine, String reason) {}

    /**
     * Chooses among these.
     *
     * @param factories the one preferred on a CPU first
     */
    public EngineSelector(List<EngineFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /**
     * The engine for a network.
     *
     * @throws UserFacingException if the choice is misspelt, the device is not there, or no engine
     *     that may be taken knows all operators; the message names the operators and what still
     *     works
     */
    public Selected choose(EngineChoice choice, Network network) {
        List<EngineFactory> allowed = allowed(choice);
        List<Device> devices = devices(choice, allowed);
        int threads = threads(choice);
        List<String> passedOver = new ArrayList<>();
        for (Device device : devices) {
            for (EngineFactory factory : allowed) {
                if (factory.devices().contains(device)) {
                    Engine engine =
                            factory.create(device, threads, precision(choice, device, network));
                    List<String> unsupported = engine.unsupported(network);
                    if (unsupported.isEmpty()) {
                        return new Selected(engine, reason(choice, engine, passedOver));
                    }
                    passedOver.add(
                            "%s on %s lacks %s"
                                    .formatted(
                                            factory.name(),
                                            device,
                                            String.join(", ", unsupported)));
                }
            }
        }
        throw UserFacingException.badInput(
                "No engine can run this model: %s. %s%s"
                        .formatted(
                                String.join("; ", passedOver),
                                STILL_WORKS,
                                allowed.size() < factories.size()
                                        ? " Or let the program choose: --engine auto."
                                        : ""));
    }

    /**
     * Where and by what a network runs whose operators every engine knows.
     *
     * @param device where it runs
     * @param engine runs it there
     * @param threads of one operator
     */
    public record Preferred(Device device, EngineFactory engine, int threads) {
        /** For labels, such as {@code CPU · ONNX Runtime · 2 threads}. */
        public String text() {
            return device.kind() == Device.Kind.CPU
                    ? "CPU · %s · %s".formatted(engine.title(), Plurals.of(threads, "thread"))
                    : "GPU %d · %s".formatted(device.index(), engine.title());
        }
    }

    /**
     * What a choice comes to, before there is a network.
     *
     * @throws UserFacingException if the choice is misspelt, or the device is not there
     */
    public Preferred preferred(EngineChoice choice) {
        List<EngineFactory> allowed = allowed(choice);
        Device device = devices(choice, allowed).getFirst();
        return allowed.stream()
                .filter(factory -> factory.devices().contains(device))
                .findFirst()
                .map(factory -> new Preferred(device, factory, threads(choice)))
                .orElseThrow(() -> new IllegalStateException("devices are those of the factories"));
    }

    private static int threads(EngineChoice choice) {
        return choice.threads() > 0 ? choice.threads() : Runtime.getRuntime().availableProcessors();
    }

    /**
     * What to tell when a model is opened that no engine can run: which operators are unknown to
     * all, and what still works. Empty for a model that some engine knows.
     */
    public Optional<String> warning(Network network) {
        Set<String> unknown = new LinkedHashSet<>();
        for (EngineFactory factory : factories) {
            List<String> missing = factory.create(Device.CPU, 1).unsupported(network);
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            if (unknown.isEmpty()) {
                unknown.addAll(missing);
            } else {
                unknown.retainAll(missing);
            }
        }
        String what =
                unknown.isEmpty()
                        ? "No engine knows all of its operators."
                        : "No engine knows the operator %s.".formatted(String.join(", ", unknown));
        return Optional.of(
                what + " It cannot be calibrated, scanned, evaluated or timed. " + STILL_WORKS);
    }

    private static Precision precision(EngineChoice choice, Device device, Network network) {
        if (!choice.precision().equals(AUTO)) {
            return Precision.of(choice.precision());
        }
        return device.kind() == Device.Kind.CPU ? Precision.FP32 : Precision.stored(network);
    }

    private List<EngineFactory> allowed(EngineChoice choice) {
        List<EngineFactory> named = named(choice.engine());
        if (choice.precision().equals(AUTO)) {
            return named;
        }
        Precision precision = Precision.of(choice.precision());
        List<EngineFactory> allowed =
                named.stream().filter(factory -> factory.precisions().contains(precision)).toList();
        if (allowed.isEmpty()) {
            throw UserFacingException.badInput(
                    "%s computes in fp32, not in %s. Choose --engine djl or --precision fp32."
                            .formatted(named.getFirst().title(), precision));
        }
        return allowed;
    }

    private List<EngineFactory> named(String engine) {
        List<EngineFactory> allowed =
                factories.stream()
                        .filter(factory -> engine.equals(AUTO) || factory.name().equals(engine))
                        .toList();
        if (allowed.isEmpty()) {
            throw UserFacingException.badInput(
                    "There is no engine \"%s\". Choose auto, %s."
                            .formatted(
                                    engine,
                                    String.join(
                                            " or ",
                                            factories.stream().map(EngineFactory::name).toList())));
        }
        return allowed;
    }

    /** Devices to try, in order. */
    private static List<Device> devices(EngineChoice choice, List<EngineFactory> allowed) {
        List<Device> there =
                allowed.stream().flatMap(factory -> factory.devices().stream()).distinct().toList();
        if (choice.device().equals(AUTO)) {
            List<Device> order = new ArrayList<>();
            there.stream()
                    .filter(device -> device.kind() == Device.Kind.CUDA)
                    .limit(1)
                    .forEach(order::add);
            order.add(Device.CPU);
            return order;
        }
        Device asked = device(choice.device());
        if (!there.contains(asked)) {
            String known =
                    String.join("; ", allowed.stream().map(EngineFactory::describe).toList());
            throw UserFacingException.badInput(
                    "The device %s is not there (%s). Choose --device cpu or auto."
                            .formatted(asked, known));
        }
        return List.of(asked);
    }

    private static Device device(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher gpu = GPU.matcher(lower);
        if (lower.equals("cpu")) {
            return Device.CPU;
        }
        if (gpu.matches()) {
            return new Device(Device.Kind.CUDA, Integer.parseInt(gpu.group(1)));
        }
        throw UserFacingException.badInput(
                "There is no device \"%s\". Choose auto, cpu or gpu:N, such as gpu:0."
                        .formatted(text));
    }

    private String reason(EngineChoice choice, Engine engine, List<String> passedOver) {
        String where = engine.device().kind() == Device.Kind.CPU ? "the CPU" : "the GPU";
        return "%s on %s (%s): %s"
                .formatted(
                        engine.version(), where, engine.setting(), why(choice, engine, passedOver));
    }

    private String why(EngineChoice choice, Engine engine, List<String> passedOver) {
        if (!passedOver.isEmpty()) {
            return String.join("; ", passedOver);
        }
        if (!choice.engine().equals(AUTO) || !choice.precision().equals(AUTO)) {
            return "asked for";
        }
        if (engine.device().kind() == Device.Kind.CUDA) {
            return "a GPU is there";
        }
        return engine.name().equals(factories.get(0).name())
                ? "the fastest on a CPU"
                : "the only one that may run there";
    }
}

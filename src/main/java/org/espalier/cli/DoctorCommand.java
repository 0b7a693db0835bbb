package org.espalier.cli;

import org.espalier.engine.Device;
import org.espalier.engine.EngineFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code espalier doctor}: what the program finds on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Shows the JDK, engines, devices, threads and versions.")
final class DoctorCommand implements Callable<Integer> {
    private final Supplier<List<EngineFactory>> engines;
    private final Console console;

    @Mixin private ResultOptions result;

    DoctorCommand(Supplier<List<EngineFactory>> engines, Console console) {
        this.engines = engines;
        this.console = console;
    }

    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        ObjectNode findings = JsonNodeFactory.instance.objectNode();
        findings.put("espalier", Version.program())
                .put("java", Runtime.version() + ", " + System.getProperty("java.vendor"))
                .put("home", System.getProperty("java.home"))
                .put("system", system())
                .put("threads", runtime.availableProcessors())
                .put("heapMiB", runtime.maxMemory() >> 20);
        List<EngineFactory> found = engines.get();
        findings.put("device", chosen(found));
        ArrayNode list = findings.putArray("engines");
        found.forEach(engine -> list.add(engine(engine)));
        result.print(console, () -> findings, () -> text(findings));
        return Exit.DONE;
    }

    /** What {@code --device auto} takes, and why. */
    private static String chosen(List<EngineFactory> engines) {
        return engines.stream()
                .flatMap(
                        engine ->
                                engine.devices().stream()
                                        .filter(device -> device.kind() == Device.Kind.CUDA)
                                        .map(
                                                device ->
                                                        device
                                                                + ", because "
                                                                + engine.name()
                                                                + " sees it"))
                .findFirst()
                .orElse("cpu, because no engine sees a GPU");
    }

    private static ObjectNode engine(EngineFactory engine) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode devices = json.put("name", engine.name()).putArray("devices");
        engine.devices().stream().map(Device::toString).forEach(devices::add);
        return json.put("description", engine.describe());
    }

    private static String system() {
        return "%s %s, %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }

    private static String text(ObjectNode findings) {
        return findings.properties().stream()
                .flatMap(
                        finding ->
                                finding.getValue().isArray()
                                        ? finding.getValue().valueStream().map(DoctorCommand::line)
                                        : Stream.of(
                                                "%-9s %s"
                                                        .formatted(
                                                                finding.getKey(),
                                                                finding.getValue().asString())))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(JsonNode engine) {
        String devices =
                engine.get("devices")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "));
        return "%-9s %s (%s)"
                .formatted(
                        engine.get("name").asString(),
                        engine.get("description").asString(),
                        devices);
    }
}

package org.espalier.cli;

import org.espalier.analyze.BlockPassage;
import org.espalier.analyze.Comparison;
import org.espalier.analyze.Duel;
import org.espalier.analyze.Duel.Contender;
import org.espalier.analyze.SensitivityTable;
import org.espalier.compress.CompressionResult.LayerOutcome;
import org.espalier.compress.Target;
import org.espalier.job.JobResult;
import org.espalier.measure.Estimate;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Latency;
import org.espalier.measure.ModelMeasures;
import org.espalier.measure.Provenance;
import org.espalier.measure.Quality;
import org.espalier.measure.Task;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.function.Function;

/**
 * The documented JSON shapes of results. Shares and accuracies are fractions; a number that is not
 * known is null.
 */
final class ResultJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ResultJson() {}

    /** The headline metric, with the others beside it; metrics by their names for zero-shot. */
    static ObjectNode evaluated(JobResult.Evaluated result) {
        if (result.task() == Task.ZERO_SHOT) {
            return zeroShot(result);
        }
        ObjectNode json = quality(result.quality().get(0));
        json.set(
                "others",
                array(result.quality().subList(1, result.quality().size()), ResultJson::quality));
        return json;
    }

    private static ObjectNode zeroShot(JobResult.Evaluated result) {
        Quality first = result.quality().getFirst();
        ObjectNode json = NODES.objectNode().put("task", result.task().toString());
        ObjectNode metrics = json.put("samples", first.samples()).putObject("metrics");
        for (Quality quality : result.quality()) {
            ObjectNode metric = metrics.putObject(quality.metric());
            put(metric, "value", quality.estimate().value());
            put(metric, "stderr", quality.estimate().standardError());
            put(metric, "low", quality.estimate().low());
            put(metric, "high", quality.estimate().high());
        }
        json.set("provenance", provenance(first.provenance()));
        return json;
    }

    /** One latency, or an array of two. */
    static JsonNode benched(JobResult.Benched result) {
        return result.latencies().size() == 1
                ? latency(result.latencies().get(0))
                : array(result.latencies(), ResultJson::latency);
    }

    /** A text, and how fast it was written. */
    static ObjectNode generated(JobResult.Generated result) {
        GeneratedText text = result.text();
        ObjectNode json = NODES.objectNode().put("text", text.text());
        json.put("tokens", text.tokens().length).put("promptTokens", text.prompt());
        put(json, "tokensPerSecond", text.tokensPerSecond());
        put(json, "promptSeconds", text.promptSeconds());
        put(json, "seconds", text.seconds());
        json.set("provenance", provenance(result.provenance()));
        return json;
    }

    /** The instant tables, then the measured ones. */
    static ObjectNode scanned(JobResult.Scanned result) {
        ObjectNode json = NODES.objectNode();
        json.set("tables", array(result.tables(), ResultJson::table));
        return json;
    }

    /** What each step did, and the measures before and after. */
    static ObjectNode ran(JobResult.Ran result) {
        ObjectNode json = NODES.objectNode();
        json.put("output", result.output());
        ArrayNode steps = json.putArray("steps");
        for (int i = 0; i < result.steps().size(); i++) {
            ObjectNode step = step(result.steps().get(i));
            step.set("blocks", array(result.passages().get(i), ResultJson::passage));
            steps.add(step);
        }
        json.set("before", measures(result.comparison().base()));
        json.set("after", measures(result.comparison().candidate()));
        addDifference(json, result.comparison());
        return json;
    }

    /** Two models side by side. */
    static ObjectNode compared(Comparison comparison) {
        ObjectNode json = NODES.objectNode();
        json.set("base", measures(comparison.base()));
        json.set("candidate", measures(comparison.candidate()));
        addDifference(json, comparison);
        return json;
    }

    static ObjectNode duelled(JobResult.Duelled result) {
        Duel duel = result.duel();
        ObjectNode json = NODES.objectNode().put("layer", duel.layer().name());
        putTarget(json, duel.target()).put("rows", duel.rows());
        ArrayNode methods = json.putArray("methods");
        for (int i = 0; i < duel.contenders().size(); i++) {
            Contender one = duel.contenders().get(i);
            ObjectNode method = methods.addObject().put("method", one.method());
            put(method, "outputError", one.error());
            method.put("sparsity", one.sparsity())
                    .put("starvedRows", one.starved())
                    .put("seconds", one.seconds())
                    .put("note", one.note())
                    .set("overlap", numbers(duel.overlap()[i]));
        }
        return json;
    }

    static ObjectNode exported(JobResult.Exported result) {
        return JsonMapper.shared().valueToTree(result);
    }

    private static void addDifference(ObjectNode json, Comparison comparison) {
        Estimate difference = comparison.qualityDifference();
        json.set(
                "qualityDifference",
                difference == null ? NODES.nullNode() : estimate(NODES.objectNode(), difference));
        put(json, "pValue", comparison.pValue());
        json.set("fidelity", array(comparison.fidelity(), ResultJson::quality));
        ArrayNode classes = json.putArray("classes");
        for (int i = 0; i < comparison.classDifference().length; i++) {
            put(
                    classes.addObject().put("name", comparison.classes().get(i)),
                    "difference",
                    comparison.classDifference()[i]);
        }
        json.put("verdict", comparison.verdict());
    }

    private static ObjectNode step(Collection<LayerOutcome> layers) {
        ObjectNode json = NODES.objectNode();
        json.set("layers", array(layers, ResultJson::layer));
        return json;
    }

    private static ObjectNode passage(BlockPassage block) {
        return NODES.objectNode()
                .put("block", block.block())
                .put("error", block.error())
                .put("secondsCalibrating", block.seconds().calibrating())
                .put("secondsChanging", block.seconds().changing())
                .put("secondsRunning", block.seconds().running());
    }

    private static ObjectNode layer(LayerOutcome outcome) {
        ObjectNode json = NODES.objectNode().put("layer", outcome.layer().name());
        json.put("method", outcome.method());
        return (outcome.target() == null
                        ? json.put("target", outcome.goal())
                        : putTarget(json, outcome.target()))
                .put("sparsity", outcome.sparsity())
                .put("note", outcome.note());
    }

    private static ObjectNode putTarget(ObjectNode json, Target target) {
        return switch (target) {
            case Target.Sparsity sparsity -> json.put("target", sparsity.share());
            case Target.NM pattern -> json.put("target", pattern.toString());
        };
    }

    private static ObjectNode measures(ModelMeasures measures) {
        ObjectNode json = NODES.objectNode();
        json.set("quality", array(measures.quality(), ResultJson::quality));
        Latency latency = measures.latency();
        json.set("latency", latency == null ? NODES.nullNode() : latency(latency));
        json.putObject("size")
                .put("denseFile", measures.size().denseFile())
                .put("sparse", measures.size().sparse())
                .put("zipped", measures.size().zipped());
        put(
                json,
                "peakMemoryBytes",
                measures.peakMemoryBytes() < 0 ? null : measures.peakMemoryBytes());
        put(json, "sparsity", measures.sparsity());
        return json;
    }

    private static ObjectNode quality(Quality quality) {
        ObjectNode json = NODES.objectNode().put("metric", quality.name());
        estimate(json, quality.estimate()).put("samples", quality.samples());
        quality.window().ifPresent(window -> json.put("window", window));
        json.set("provenance", provenance(quality.provenance()));
        return json;
    }

    private static ObjectNode latency(Latency latency) {
        ObjectNode json = NODES.objectNode();
        put(json, "p50Ms", latency.p50Ms().value());
        put(json, "p50LowMs", latency.p50Ms().low());
        put(json, "p50HighMs", latency.p50Ms().high());
        put(json, "p95Ms", latency.p95Ms());
        json.put("runs", latency.samplesMs().length)
                .put("threads", latency.threads())
                .put("batch", latency.batch())
                .put("provider", latency.provider());
        json.set("provenance", provenance(latency.provenance()));
        return json;
    }

    private static ObjectNode table(SensitivityTable table) {
        ObjectNode json = NODES.objectNode();
        json.put("method", table.method()).put("measure", table.measure().name());
        json.set("sparsities", numbers(table.sparsities()));
        ArrayNode layers = json.putArray("layers");
        for (int i = 0; i < table.layers().size(); i++) {
            layers.addObject()
                    .put("name", table.layers().get(i).name())
                    .set("damage", numbers(table.damage()[i]));
        }
        return json;
    }

    private static ObjectNode estimate(ObjectNode json, Estimate estimate) {
        put(json, "value", estimate.value());
        put(json, "low", estimate.low());
        put(json, "high", estimate.high());
        return json;
    }

    private static JsonNode provenance(Provenance provenance) {
        return JsonMapper.shared().valueToTree(provenance);
    }

    private static ArrayNode numbers(double[] values) {
        ArrayNode array = NODES.arrayNode();
        for (double value : values) {
            array.add(Double.isFinite(value) ? Double.valueOf(value) : null);
        }
        return array;
    }

    private static void put(ObjectNode json, String key, @Nullable Number value) {
        if (value instanceof Long whole) {
            json.put(key, whole);
        } else {
            json.put(
                    key,
                    value != null && Double.isFinite(value.doubleValue())
                            ? value.doubleValue()
                            : null);
        }
    }

    private static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> shape) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(shape.apply(item)));
        return array;
    }
}

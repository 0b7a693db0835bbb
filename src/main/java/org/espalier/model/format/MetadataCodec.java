package org.espalier.model.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;

import org.espalier.model.ModelMetadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a ModelProto says of the model, to {@link ModelMetadata} and back. */
final class MetadataCodec {
    private MetadataCodec() {}

    static ModelMetadata decode(ModelProto proto) {
        Map<String, Long> opsets = new LinkedHashMap<>();
        for (OperatorSetIdProto opset : proto.getOpsetImportList()) {
            opsets.put(opset.getDomain(), opset.getVersion());
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (StringStringEntryProto entry : proto.getMetadataPropsList()) {
            properties.put(entry.getKey(), entry.getValue());
        }
        return new ModelMetadata(
                proto.getIrVersion(),
                Collections.unmodifiableMap(opsets),
                proto.getProducerName(),
                proto.getProducerVersion(),
                proto.getDomain(),
                proto.getModelVersion(),
                proto.getDocString(),
                Collections.unmodifiableMap(properties));
    }

    /** Lays what has changed over {@code proto}. */
    static void encode(ModelMetadata metadata, ModelProto.Builder proto) {
        ModelMetadata old = decode(proto.buildPartial());
        if (old.irVersion() != metadata.irVersion()) {
            proto.setIrVersion(metadata.irVersion());
        }
        if (!old.producerName().equals(metadata.producerName())) {
            proto.setProducerName(metadata.producerName());
        }
        if (!old.producerVersion().equals(metadata.producerVersion())) {
            proto.setProducerVersion(metadata.producerVersion());
        }
        if (!old.domain().equals(metadata.domain())) {
            proto.setDomain(metadata.domain());
        }
        if (old.modelVersion() != metadata.modelVersion()) {
            proto.setModelVersion(metadata.modelVersion());
        }
        if (!old.doc().equals(metadata.doc())) {
            proto.setDocString(metadata.doc());
        }
        if (!old.opsets().equals(metadata.opsets())) {
            encodeOpsets(metadata.opsets(), proto);
        }
        if (!old.properties().equals(metadata.properties())) {
            encodeProperties(metadata.properties(), proto);
        }
    }

    private static void encodeOpsets(Map<String, Long> opsets, ModelProto.Builder proto) {
        proto.clearOpsetImport();
        opsets.forEach(
                (domain, version) ->
                        proto.addOpsetImportBuilder().setDomain(domain).setVersion(version));
    }

    private static void encodeProperties(Map<String, String> entries, ModelProto.Builder proto) {
        proto.clearMetadataProps();
        entries.forEach(
                (key, value) -> proto.addMetadataPropsBuilder().setKey(key).setValue(value));
    }
}

package org.espalier.data;

import org.espalier.model.Carried;
import org.espalier.model.Dim;
import org.espalier.model.Graph;
import org.espalier.model.ModelMetadata;
import org.espalier.model.Network;
import org.espalier.model.ValueInfo;
import org.espalier.tensor.DType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Networks that only say what they take. */
final class Models {
    static final String LABELS =
            "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot";
    static final Map<String, String> FASHION =
            Map.of(
                    "input.scale", "1/255",
                    "input.mean", "0.2860",
                    "input.std", "0.3530",
                    "labels", LABELS);

    private Models() {}

    /** The sample classifier's input and metadata. */
    static Network fashion() {
        return taking(FASHION, input("image", DType.FLOAT32, -1, 1, 28, 28));
    }

    /** The sample encoder's inputs. */
    static Network encoder() {
        return taking(
                Map.of(),
                Stream.of("input_ids", "attention_mask", "token_type_ids")
                        .map(name -> input(name, DType.INT64, -1, -1))
                        .toArray(ValueInfo[]::new));
    }

    /** A network with these inputs and metadata properties. */
    static Network taking(Map<String, String> properties, ValueInfo... inputs) {
        return new Network(
                new ModelMetadata(8, Map.of("", 17L), "", "", "", 0, "", properties),
                new Graph("g", List.of(inputs), List.of(), List.of(), Map.of(), Map.of()),
                Carried.NOTHING);
    }

    /** An input; -1 is a free size. */
    static ValueInfo input(String name, DType dtype, long... dims) {
        List<Dim> sizes =
                Arrays.stream(dims)
                        .mapToObj(dim -> dim < 0 ? new Dim.Symbol("free") : Dim.of(dim))
                        .toList();
        return new ValueInfo(name, dtype, sizes);
    }
}

package org.espalier.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.espalier.ui.Background;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.util.List;

class LayerFilterTest {
    private final ModelViewModel model =
            new ModelViewModel(new Background(Runnable::run, Runnable::run), new Texts());

    LayerFilterTest() {
        model.open(SampleStudy.small());
    }

    private List<String> names(String filter) {
        model.filter().set(filter);
        return model.shown().stream().map(LayerRow::name).toList();
    }

    @Test
    void emptyFilterShowsAll() {
        assertEquals(8, names("").size());
    }

    @Test
    void wordsMustAllBeInNameOrKind() {
        assertEquals(List.of("stage2.0.conv1", "stage2.0.conv2"), names("stage2 CONV"));
        assertEquals(List.of("fc"), names("gemm"));
    }

    @Test
    void conditionsCompareQuantities() {
        assertEquals(List.of("stage3.0.conv1", "stage3.0.conv2"), names("weights > 10k"));
        assertEquals(List.of("conv1"), names("in = 1"));
        assertEquals(List.of("stage3.0.conv2"), names("share >= 40 conv"));
        assertEquals(List.of(), names("sparsity > 50"));
        assertEquals(List.of(), names("colour > 1"));
    }
}

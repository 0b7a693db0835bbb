package org.espalier.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.espalier.ui.Background;
import org.espalier.ui.SampleStudy;
import org.espalier.ui.Texts;
import org.junit.jupiter.api.Test;

import java.util.List;

class LayerFilterTest {
    private final ModelViewModel model =
            new ModelViewModel(
                    new Background(Runnable::run, Runnable::run),
                    path -> SampleStudy.small(),
                    Plans.none(),
                    new Texts());

    LayerFilterTest() {
        model.open(SampleStudy.small());
    }

    private List<String> names(String filter) {
        model.rows().filter().set(filter);
        return model.rows().shown().stream().map(LayerRow::name).toList();
    }

    private String problem(String filter) {
        model.rows().filter().set(filter);
        return model.rows().problem().get();
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
        assertEquals(List.of("stage3.0.conv2"), names("share >= 40 % and conv"));
        assertEquals(List.of("stage3.0.conv2"), names("share>=40% conv"));
        assertEquals(List.of(), names("sparsity > 50"));
        assertEquals(List.of("conv1", "fc"), names("weights < .7k"));
        assertEquals(List.of("fc"), names("kind != conv"));
        assertEquals(List.of("stage2.0.conv1"), names("name = stage2 and in < 20 kind=conv"));
    }

    @Test
    void sayWhatIsNotUnderstood() {
        assertTrue(
                problem("colour > 1")
                        .startsWith("\"colour\" is not known. Known: dead, in, kind,"));
        assertEquals("\"weights >\" has no value behind it.", problem("weights >"));
        assertTrue(problem("> 5").startsWith("\">\" has nothing in front of it."));
        assertTrue(problem("macs > many").startsWith("\"many\" is no number."));
        assertTrue(problem("kind > conv").startsWith("\">\" does not fit words."));
        assertEquals("", problem("kind = conv"));
    }

    @Test
    void whileTheFilterIsNotUnderstoodTheLastOneStays() {
        assertEquals(List.of("fc"), names("gemm"));
        assertEquals(List.of("fc"), names("gemm weights >"));
    }

    @Property(tries = 60)
    void noTextBreaksTheFilter(@ForAll String text) {
        model.rows().filter().set(text);
        assertTrue(model.rows().shown().size() <= 8);
    }

    @Property(tries = 60)
    void aConditionAndItsOppositeSplitTheRows(@ForAll @IntRange(max = 40_000) int limit) {
        int above = names("weights > " + limit).size();
        assertEquals(8, above + names("weights <= " + limit).size());
        assertEquals(above, names("weights>" + limit + " and kind != lstm").size());
    }
}

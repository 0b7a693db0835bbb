package org.espalier.ui.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.espalier.analyze.Schedule;
import org.espalier.compress.LayerInputs;
import org.espalier.compress.Target;
import org.espalier.compress.prune.PruningMethod;
import org.espalier.model.LayerId;
import org.espalier.ui.FakeMethod;
import org.espalier.ui.PruningPlan;
import org.espalier.ui.Study;

import java.util.List;
import java.util.Map;

/** What the Tune screen would tell the Model screen. */
final class Plans {
    private static final List<PruningMethod> METHODS =
            List.of(new FakeMethod("magnitude"), new FakeMethod("wanda"));

    private Plans() {}

    /** Nothing is planned yet. */
    static ObjectProperty<PruningPlan> none() {
        return new SimpleObjectProperty<>(PruningPlan.none(METHODS.getLast(), METHODS));
    }

    /** One layer is to lose something by "wanda", which needs calibration. */
    static PruningPlan of(Study study, String layer, Target target) {
        Schedule schedule =
                new Schedule(Map.of(new LayerId(layer), new Schedule.Entry(target, false)));
        return none().get().with(study.network(), schedule, METHODS.getLast());
    }

    /** The same, calibrated for that layer. */
    static PruningPlan calibrated(PruningPlan plan, LayerInputs inputs) {
        return plan.calibrated(Map.of(inputs.layer(), inputs));
    }
}

package org.espalier.analyze;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The same share of every free layer, such that all layers together have the wanted sparsity. Each
 * layer rounds down to what its comparison groups permit, so a little less is reached.
 */
public final class UniformPreset implements Preset {
    @Override
    public String key() {
        return "uniform";
    }

    @Override
    public String title() {
        return "Uniform";
    }

    @Override
    public Plan plan(Request request) {
        BudgetProblem problem = BudgetProblem.of(request);
        double[] shares = new double[problem.items().size()];
        Arrays.fill(shares, problem.uniformShare());
        return problem.plan(shares, LongStream.of(problem.counts(BudgetProblem.MOST_SHARE)).sum());
    }
}

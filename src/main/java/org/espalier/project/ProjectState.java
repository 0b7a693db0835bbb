package org.espalier.project;

import org.espalier.analyze.Schedule;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a user edits in a study of one model; what {@code project.yaml} keeps. Immutable:
 * an {@link Edit} gives another one.
 *
 * @param method key of the method that the schedule is shaped for; null if none was chosen
 * @param schedule null if none was shaped yet
 * @param runs what was written on runs, by their ids; a run without marks is not in it
 */
public record ProjectState(
        ModelRef model,
        ProjectData data,
        Goals goals,
        @Nullable String method,
        @Nullable Schedule schedule,
        Recipes recipes,
        Map<String, RunMarks> runs) {
    /** Keeps a copy of the marks. */
    public ProjectState {
        runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }

    /** A study of this model in which nothing was done yet. */
    public static ProjectState of(ModelRef model, ProjectData data) {
        return new ProjectState(model, data, Goals.NONE, null, null, Recipes.NONE, Map.of());
    }

    /** What was written on a run. */
    public RunMarks marks(String run) {
        return runs.getOrDefault(run, RunMarks.NONE);
    }

    /** With another model. */
    public ProjectState withModel(ModelRef other) {
        return new ProjectState(other, data, goals, method, schedule, recipes, runs);
    }

    /** With other data. */
    public ProjectState withData(ProjectData other) {
        return new ProjectState(model, other, goals, method, schedule, recipes, runs);
    }

    /** With other goals. */
    public ProjectState withGoals(Goals other) {
        return new ProjectState(model, data, other, method, schedule, recipes, runs);
    }

    /** With another method. */
    public ProjectState withMethod(@Nullable String other) {
        return new ProjectState(model, data, goals, other, schedule, recipes, runs);
    }

    /** With another schedule. */
    public ProjectState withSchedule(@Nullable Schedule other) {
        return new ProjectState(model, data, goals, method, other, recipes, runs);
    }

    /** With other recipes. */
    public ProjectState withRecipes(Recipes other) {
        return new ProjectState(model, data, goals, method, schedule, other, runs);
    }

    /** With these marks on a run. */
    public ProjectState withMarks(String run, RunMarks marks) {
        Map<String, RunMarks> others = new LinkedHashMap<>(runs);
        if (marks.equals(RunMarks.NONE)) {
            others.remove(run);
        } else {
            others.put(run, marks);
        }
        return new ProjectState(model, data, goals, method, schedule, recipes, others);
    }
}

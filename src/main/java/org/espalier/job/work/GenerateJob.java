package org.espalier.job.work;

import org.espalier.base.UserFacingException;
import org.espalier.data.TextCodec;
import org.espalier.job.JobContext;
import org.espalier.job.JobContext.Phase;
import org.espalier.job.JobResult;
import org.espalier.job.JobSpec;
import org.espalier.measure.GeneratedText;
import org.espalier.measure.Provenance;
import org.espalier.measure.TextGenerator;
import org.espalier.model.Network;
import org.espalier.model.checkpoint.CheckpointReader;
import org.espalier.model.format.ModelFile;

import java.nio.file.Path;
import java.util.List;

/** Continues a prompt with a language model. */
record GenerateJob(Tools tools, JobContext context) {
    private static final String WRITING = "Writing";

    JobResult execute(JobSpec.Generate spec) {
        Path folder = Path.of(spec.model());
        if (!ModelFile.isCheckpoint(folder)) {
            throw UserFacingException.badInput(
                    "%s is no Hugging Face checkpoint. Texts are written by language models that are folders with a config.json."
                            .formatted(folder));
        }
        Subject subject = Subject.open(spec.model(), spec.engine(), tools);
        context.started(subject.device());
        context.plan(List.of(new Phase(WRITING, spec.tokens())));
        Network continuing = CheckpointReader.readContinuing(folder);
        GeneratedText text =
                new TextGenerator(subject.engine(), continuing, TextCodec.of(folder, continuing))
                        .generate(
                                spec.prompt(),
                                spec.tokens(),
                                spec.sampling(),
                                context.phase(WRITING),
                                context::written);
        return new JobResult.Generated(
                text,
                Provenance.of(subject.fingerprint(), "", spec.sampling().seed(), subject.engine()));
    }
}

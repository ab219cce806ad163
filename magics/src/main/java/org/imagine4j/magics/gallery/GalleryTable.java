package org.imagine4j.magics.gallery;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.Recipe;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Pictures as rows of a table. */
final class GalleryTable {

    private GalleryTable() {}

    static Table of(List<GalleryEntry> entries) {
        StringColumn id = StringColumn.create("id");
        DateTimeColumn time = DateTimeColumn.create("time");
        time.setPrintFormatter(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        StringColumn prompt = StringColumn.create("prompt");
        StringColumn negative = StringColumn.create("negative");
        StringColumn model = StringColumn.create("model");
        StringColumn precision = StringColumn.create("precision");
        LongColumn seed = LongColumn.create("seed");
        IntColumn index = IntColumn.create("index");
        DoubleColumn guidance = DoubleColumn.create("guidance");
        DoubleColumn temperature = DoubleColumn.create("temperature");
        IntColumn topK = IntColumn.create("top-k");
        DoubleColumn topP = DoubleColumn.create("top-p");
        DoubleColumn likelihood = DoubleColumn.create("log likelihood");
        BooleanColumn complete = BooleanColumn.create("complete");
        StringColumn file = StringColumn.create("file");
        for (GalleryEntry entry : entries) {
            Recipe recipe = entry.recipe();
            id.append(entry.id().toString());
            time.append(LocalDateTime.ofInstant(entry.time(), ZoneId.systemDefault())
                    .truncatedTo(ChronoUnit.SECONDS));
            prompt.append(recipe.prompt());
            negative.append(recipe.negativePrompt());
            model.append(recipe.model().name());
            precision.append(recipe.precision().word());
            seed.append(recipe.seed());
            index.append(recipe.index());
            guidance.append(recipe.sampling().guidance());
            temperature.append(recipe.sampling().temperature());
            topK.append(recipe.sampling().topK());
            topP.append(recipe.sampling().topP());
            likelihood.append(entry.picture().logLikelihood());
            complete.append(entry.picture().tokens().complete());
            file.append(entry.file().toString());
        }
        return Table.create(
                "Gallery",
                id,
                time,
                prompt,
                negative,
                model,
                precision,
                seed,
                index,
                guidance,
                temperature,
                topK,
                topP,
                likelihood,
                complete,
                file);
    }
}

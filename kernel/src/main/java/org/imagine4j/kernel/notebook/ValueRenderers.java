package org.imagine4j.kernel.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.kernel.render.Pictures;
import org.imagine4j.kernel.render.Table;
import org.imagine4j.kernel.render.Tables;

/** How values of Java's own types look in a notebook. Pictures in memory are the contract's own business. */
final class ValueRenderers {
    private static final MIMEType JSON = MIMEType.parse("application/json");
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ValueRenderers() {}

    static void register(Renderer renderer) {
        tables(renderer, Map.class);
        tables(renderer, Collection.class);
        tables(renderer, Record.class);
        renderer.createRegistration(Path.class)
                .preferring(MIMEType.TEXT_PLAIN)
                .supporting(MIMEType.parse("image/*"))
                .register((path, context) -> show(path, context.getOutputContainer()));
        renderer.createRegistration(JsonElement.class).preferring(JSON).register((json, context) -> {
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> PRETTY.toJson(json));
            context.renderIfRequested(JSON, () -> json.toString());
        });
    }

    /** An array, which has no class that a renderer could be registered for. */
    static DisplayData array(Object array) {
        Optional<Table> table = Tables.of(array);
        DisplayData data = new DisplayData(table.map(Table::text).orElseGet(() -> Tables.field(array)));
        table.ifPresent(rows -> data.putHTML(rows.html()));
        return data;
    }

    private static void tables(Renderer renderer, Class<?> type) {
        renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML).register((value, context) -> Tables.of(value)
                .ifPresent(table -> show(value, table, context)));
    }

    /** A record alone is short enough to be read as Java writes it. */
    private static void show(Object value, Table table, RenderContext context) {
        if (!(value instanceof Record)) {
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> table.text());
        }
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> table.html());
    }

    private static void show(Path path, DisplayData data) {
        data.putText(path.toString());
        Pictures.of(path).ifPresent(picture -> data.putData(picture.mimeType(), picture.data()));
    }
}

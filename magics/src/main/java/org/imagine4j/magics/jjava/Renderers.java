package org.imagine4j.magics.jjava;

import java.util.Base64;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.magics.render.Looks;
import org.imagine4j.magics.render.View;

/** Teaches a kernel's renderer how values look. */
final class Renderers {

    private Renderers() {}

    static void register(Renderer renderer) {
        Looks.registerIn(new Looks.Registry() {
            @Override
            public <T> void register(Class<T> type, Function<T, View> look) {
                renderer.createRegistration(type)
                        .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_PNG)
                        .register((value, context) -> render(look.apply(value), context));
            }
        });
    }

    private static void render(View view, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> view.text());
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> view.html());
        if (context.wantsDataRenderedAs(MIMEType.IMAGE_PNG)) {
            view.png().map(Base64.getEncoder()::encodeToString).ifPresent(png -> context.getOutputContainer()
                    .putData(MIMEType.IMAGE_PNG, png));
        }
    }
}

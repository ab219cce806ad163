package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;

/**
 * Work under way.
 *
 * @param done how much is done, 0 to 1
 * @param status what is happening, in a few words
 */
public record WorkView(double done, String status) implements View {

    private static final int WIDTH = 480;

    @Override
    public String text() {
        return String.format(Locale.ROOT, "%3.0f %%  %s", 100 * done, status);
    }

    @Override
    public String html() {
        return Frame.around(List.of(Bar.of("Progress", done, WIDTH)), Frame.caption(status, List.of()))
                .toString();
    }
}

package org.imagine4j.magics.render;

import java.util.List;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.Devices.Status;

/**
 * Where models can run.
 *
 * @param devices all kinds of devices and how it stands with them
 * @param chosen the one that is used unless another is asked for
 */
public record DevicesView(List<Status> devices, Device chosen) implements View {

    public DevicesView {
        devices = List.copyOf(devices);
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        devices.forEach(status ->
                text.append(status.device()).append("  ").append(state(status)).append(System.lineSeparator()));
        return text.append(caption()).toString();
    }

    @Override
    public String html() {
        Html list = Html.element("dl")
                .style("display:grid;grid-template-columns:max-content 1fr;gap:2px 1em;margin:0 0 6px");
        for (Status status : devices) {
            list.add(Html.element("dt")
                            .add(Html.element("code").text(status.device().toString())))
                    .add(Html.element("dd")
                            .style(status.usable() ? "margin:0" : "margin:0;opacity:0.7")
                            .text(state(status)));
        }
        return Frame.around(List.of(list), Frame.caption(caption(), List.of())).toString();
    }

    private String state(Status status) {
        return status.obstacle()
                .map(obstacle -> "no: " + obstacle)
                .orElse(status.device().equals(chosen) ? "yes, and used unless you choose" : "yes");
    }

    private static String caption() {
        return "Chosen with --device NAME";
    }
}

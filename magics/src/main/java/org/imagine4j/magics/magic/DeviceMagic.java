package org.imagine4j.magics.magic;

import java.util.Optional;
import org.imagine4j.inference.runtime.Devices;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.DeviceOptions;
import org.imagine4j.magics.render.DevicesView;

/** {@code %device}: lists where models can run. */
public final class DeviceMagic extends Magic<DeviceOptions, Void> {

    public DeviceMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected DeviceOptions options() {
        return new DeviceOptions();
    }

    @Override
    protected Void run(DeviceOptions options, Notebook notebook, String body) {
        Devices devices = studio.devices();
        notebook.display(
                new DevicesView(devices.all(), devices.place(Optional.empty()).device()));
        return null;
    }
}

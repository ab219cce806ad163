package org.imagine4j.magics.magic;

import java.util.List;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.option.AttentionOptions;
import org.imagine4j.magics.option.CaptionsOptions;
import org.imagine4j.magics.option.CodebookOptions;
import org.imagine4j.magics.option.DefaultsOptions;
import org.imagine4j.magics.option.DeviceOptions;
import org.imagine4j.magics.option.GalleryOptions;
import org.imagine4j.magics.option.ImagineOptions;
import org.imagine4j.magics.option.LensOptions;
import org.imagine4j.magics.option.ModelsOptions;
import org.imagine4j.magics.option.SweepOptions;
import org.imagine4j.magics.option.TokensOptions;
import org.imagine4j.magics.option.WhatIfOptions;

/**
 * All magics of one session, listed once: each kernel's adapter registers what stands here.
 *
 * @param members in the order in which they are registered
 */
public record Family(List<Member> members) {

    /**
     * One magic.
     *
     * @param name what is typed after the percent sign
     * @param magic what it does
     * @param readsCells whether {@code %%name} takes the lines below it, beside {@code %name}
     */
    public record Member(String name, Magic<?, ?> magic, boolean readsCells) {}

    public Family {
        members = List.copyOf(members);
    }

    /** The magics that draw and look by this studio; they share the defaults that {@code %imagine_defaults} sets. */
    public static Family of(Studio studio) {
        Defaults defaults = new Defaults();
        return new Family(List.of(
                lineAndCell(ImagineOptions.NAME, new ImagineMagic(studio, defaults)),
                line(SweepOptions.NAME, new SweepMagic(studio, defaults)),
                line(DefaultsOptions.NAME, new DefaultsMagic(studio, defaults)),
                line(TokensOptions.NAME, new TokensMagic(studio, defaults)),
                line(LensOptions.NAME, new LensMagic(studio)),
                line(CodebookOptions.NAME, new CodebookMagic(studio, defaults)),
                line(AttentionOptions.NAME, new AttentionMagic(studio)),
                line(ModelsOptions.NAME, new ModelsMagic(studio)),
                line(DeviceOptions.NAME, new DeviceMagic(studio)),
                line(GalleryOptions.NAME, new GalleryMagic(studio)),
                line(WhatIfOptions.NAME, new WhatIfMagic(studio)),
                lineAndCell(CaptionsOptions.NAME, new CaptionsMagic(studio))));
    }

    private static Member line(String name, Magic<?, ?> magic) {
        return new Member(name, magic, false);
    }

    private static Member lineAndCell(String name, Magic<?, ?> magic) {
        return new Member(name, magic, true);
    }
}

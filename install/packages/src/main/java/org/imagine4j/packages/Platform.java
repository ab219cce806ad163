package org.imagine4j.packages;

/** The platforms that ONNX Runtime has native libraries for, and that there is a wheel for. */
enum Platform {
    /** Its library asks for glibc 2.28. */
    LINUX_X64("manylinux_2_28_x86_64", "linux-x64"),
    LINUX_ARM64("manylinux_2_28_aarch64", "linux-aarch64"),
    MACOS_ARM64("macosx_14_0_arm64", "osx-aarch64"),
    WINDOWS_X64("win_amd64", "win-x64");

    private final String tag;
    private final String natives;

    Platform(String tag, String natives) {
        this.tag = tag;
        this.natives = natives;
    }

    /** What pip calls it. */
    String tag() {
        return tag;
    }

    /** The folder in ONNX Runtime's jar that holds its libraries. */
    String natives() {
        return natives;
    }
}

/**
 * The {@code imagine} command: {@link org.imagine4j.install.Main} and one class per subcommand. What the subcommands
 * work with lives in the packages below: {@code jupyter} (finding, making and running Jupyter), {@code kernelspec}
 * (registering the kernel), {@code doctor} (what works here), {@code terminal} (speaking to the person at it).
 */
package org.imagine4j.install;

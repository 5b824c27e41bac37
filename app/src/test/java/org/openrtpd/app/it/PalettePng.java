package org.openrtpd.app.it;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture of few colours: a page has some dozens, and their mixtures at the edges of letters. A byte
 * a pixel makes the file a third as large.
 */
final class PalettePng {

    private static final int MOST_COLOURS = 256;
    /** Squares of distances between colours that are one in the palette, finest first. */
    private static final int[] NEAR = {60, 160, 400, 1000, 3000};

    private final BufferedImage picture;
    private final Map<Integer, Integer> counts = new HashMap<>();

    private PalettePng(BufferedImage picture) {
        this.picture = picture;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
    }

    /** Writes a picture with the colours that tell most of it. */
    static void write(byte[] png, Path file) throws IOException {
        PalettePng whole = new PalettePng(ImageIO.read(new ByteArrayInputStream(png)));
        ImageIO.write(whole.reduced(), "png", file.toFile());
    }

    private BufferedImage reduced() {
        List<Integer> palette = palette();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(picture.getWidth(), picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(
                        8, colours.length, colours, 0, false, -1, 0));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int index = nearest.computeIfAbsent(picture.getRGB(x, y) & 0xFFFFFF,
                        colour -> nearest(palette, colour));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        return small;
    }

    /** The most frequent colours, none near to another, so that a small red mark keeps its red. */
    private List<Integer> palette() {
        List<Integer> byCount = counts.keySet().stream()
                .sorted(Comparator.comparingInt((Integer colour) -> -counts.get(colour))
                        .thenComparing(Comparator.naturalOrder())).toList();
        List<Integer> palette = List.of();
        for (int near : NEAR) {
            palette = apart(byCount, near);
            if (palette.size() <= MOST_COLOURS) {
                return palette;
            }
        }
        return palette.subList(0, MOST_COLOURS);
    }

    private static List<Integer> apart(List<Integer> colours, int near) {
        List<Integer> chosen = new ArrayList<>();
        for (int colour : colours) {
            if (chosen.size() > MOST_COLOURS) {
                break;
            }
            if (chosen.stream().noneMatch(other -> distance(other, colour) < near)) {
                chosen.add(colour);
            }
        }
        return chosen;
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), colour) < distance(palette.get(best), colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16) - (b >> 16);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }
}

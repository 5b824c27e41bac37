package org.openrtpd.app.it;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture of few colours: a page has some dozens, and their mixtures at the edges of letters. A byte
 * a pixel makes the file a third as large.
 */
final class PalettePng {

    private static final int MOST_COLOURS = 256;
    /** Squares of distances below which colours are one in the palette, finest first. */
    private static final int[] NEAR = {60, 160, 400, 1000, 2500, 6000};

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

    /** Writes a picture with as many colours as there is room for. */
    static void write(byte[] png, Path file, int mostBytes) throws IOException {
        PalettePng whole = new PalettePng(ImageIO.read(new ByteArrayInputStream(png)));
        byte[] small = {};
        for (int near : NEAR) {
            List<Integer> palette = whole.palette(near);
            if (palette.size() <= MOST_COLOURS) {
                small = packed(whole.reduced(palette));
                if (small.length <= mostBytes) {
                    break;
                }
            }
        }
        Files.write(file, small);
    }

    private static byte[] packed(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(packed)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), smallest);
        } finally {
            writer.dispose();
        }
        return packed.toByteArray();
    }

    private BufferedImage reduced(List<Integer> palette) {
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(picture.getWidth(), picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, colours.length, colours, 0,
                        false, -1, DataBuffer.TYPE_BYTE));
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
    private List<Integer> palette(int near) {
        return apart(counts.keySet().stream()
                .sorted(Comparator.comparingInt((Integer colour) -> -counts.get(colour))
                        .thenComparing(Comparator.naturalOrder())).toList(), near);
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

using System.Text;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>
/// Guesses which of the three legacy encodings of our region made a text: each must explain every byte, and the letters it gives must be
/// letters that people's names are written with. Nothing plausible is no guess.
/// </summary>
internal static class EncodingGuess
{
    private const int UnitsLookedAt = 200_000;

    // Names score 1 and more; Cyrillic or Greek taken for Chinese gives rare characters, less than half of it.
    private const double LeastChinese = 0.6;

    // Surnames, frequent given names and the words of headings: each counts twice when it appears.
    private const string Simplified = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔汤颜庄伟明华丽芳娜秀英敏静强磊军洋勇艳杰娟涛超霞平刚桂玲志国建文美慧欣怡佳雅婷嘉俊宏伟凯国荣德福安宝珍姓名学号生日期邮箱电话手机课程班级性别国籍状态成绩完成报名";
    private const string Traditional = "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高羅鄭梁謝宋唐許鄧韓馮曹曾彭蕭蔡潘田董袁于余葉蔣杜蘇魏程呂丁沈任姚盧傅鍾姜崔譚廖范汪陸金石戴賈韋夏邱方侯鄒熊孟秦白江閻薛尹段雷黎史龍陶賀顧毛郝龔邵萬錢嚴覃武莫孔湯顏莊偉明華麗芳娜秀英敏靜強磊軍洋勇艷傑娟濤超霞平剛桂玲志國建文美慧欣怡佳雅婷嘉俊宏凱榮德福安寶珍姓名學號生日期郵箱電話手機課程班級性別國籍狀態成績完成報名";

    /// <returns>The name of the encoding; null where none is plausible.</returns>
    public static string? Of(Stream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var best = new[]
        {
            (Name: TextEncoding.Windows1252, Score: Western(bytes)),
            (Name: TextEncoding.Gb18030, Score: Chinese(bytes, TextEncoding.Gb18030, Simplified, GbPair)),
            (Name: TextEncoding.Big5, Score: Chinese(bytes, TextEncoding.Big5, Traditional, Big5Pair)),
        }.MaxBy(g => g.Score);
        return best.Score > 0 ? best.Name : null;
    }

    // In European names a letter with a mark stands alone between plain letters; what stands in rows is another script.
    private static double Western(ReadOnlySpan<byte> bytes)
    {
        var (score, units) = (0.0, 0);
        for (var i = 0; i < bytes.Length && units < UnitsLookedAt; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            units++;
            var before = i > 0 ? bytes[i - 1] : (byte)' ';
            var after = i + 1 < bytes.Length ? bytes[i + 1] : (byte)' ';
            switch (bytes[i])
            {
                case 0x81 or 0x8D or 0x8F or 0x90 or 0x9D:
                    return double.NegativeInfinity;
                case (>= 0xC0 and not 0xD7 and not 0xF7) or 0x8A or 0x8C or 0x8E or 0x9A or 0x9C or 0x9E or 0x9F:
                    score += before >= 0x80 || after >= 0x80 ? (IsPair(bytes, before >= 0x80 ? i - 1 : i) ? 0.5 : -0.7) : IsLetter(before) || IsLetter(after) ? 1 : 0.2;
                    break;
                case 0x91 or 0x92:
                    score += IsLetter(before) || IsLetter(after) ? 0.6 : 0.2;
                    break;
                case 0x85 or 0x93 or 0x94 or 0x96 or 0x97 or 0xA0 or 0xAA or 0xAB or 0xB0 or 0xB4 or 0xB7 or 0xBA or 0xBB:
                    score += 0.2;
                    break;
                default:
                    score += before >= 0x80 || after >= 0x80 ? -0.7 : 0.1;
                    break;
            }
        }

        return units == 0 ? 0 : score / units;
    }

    private static double Chinese(byte[] bytes, string encoding, string common, Func<byte, byte, double> pair)
    {
        var strict = TextEncoding.Strict(encoding);
        try
        {
            strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException)
        {
            return double.NegativeInfinity;
        }

        var known = common.Distinct().ToDictionary(c => strict.GetBytes([c]) is [var lead, var trail] ? (lead << 8) | trail : 0, _ => true);
        var (score, units) = (0.0, 0);
        for (var i = 0; i + 1 < bytes.Length && units < UnitsLookedAt; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            units++;
            score += pair(bytes[i], bytes[i + 1]) + (known.ContainsKey((bytes[i] << 8) | bytes[i + 1]) ? 1 : 0);
            i += bytes[i + 1] is >= 0x30 and <= 0x39 ? 3 : 1;
        }

        return units == 0 || score / units < LeastChinese ? double.NegativeInfinity : score / units;
    }

    // Both standards keep their everyday characters in a first level of their own.
    private static double GbPair(byte lead, byte trail) => (lead, trail) switch
    {
        ( >= 0xB0 and <= 0xD7, >= 0xA1) => 1,
        ( >= 0xD8 and <= 0xF7, >= 0xA1) => 0.2,
        ( >= 0xA1 and <= 0xA3, >= 0xA1) => 0.3,
        _ => -0.5,
    };

    private static double Big5Pair(byte lead, byte trail) => (lead, trail) switch
    {
        ( >= 0xA4 and <= 0xC6, <= 0x7E) => 1,
        ( >= 0xA4 and <= 0xC6, _) => 0.8,
        ( >= 0xC9 and <= 0xF9, _) => 0.1,
        ( >= 0xA1 and <= 0xA3, _) => 0.3,
        _ => -0.5,
    };

    // As in Núñez: two, and plain letters on both sides.
    private static bool IsPair(ReadOnlySpan<byte> bytes, int first) => first > 0 && first + 2 < bytes.Length && IsLetter(bytes[first - 1]) && IsLetter(bytes[first + 2]);

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b);
}

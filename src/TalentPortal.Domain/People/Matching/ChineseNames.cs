using System.Collections.Frozen;

namespace TalentPortal.Domain.People.Matching;

/// <summary>Names in Chinese characters: one form of each character, titles off, and how common surnames are written by families of several dialects.</summary>
internal static class ChineseNames
{
    private static readonly string[] Titles = ["先生", "女士", "小姐", "太太", "博士", "教授", "老师", "老師", "同学", "同學", "拿督斯里", "拿督", "拿汀", "丹斯里", "医生", "醫生"];

    /// <summary>Traditional before simplified, for characters that names use.</summary>
    private const string Traditional =
        "陳陈黃黄張张劉刘吳吴鄭郑楊杨趙赵葉叶蔣蒋馮冯許许蘇苏謝谢羅罗蕭萧盧卢鍾钟鐘钟譚谭鄧邓賴赖龔龚顏颜嚴严孫孙馬马韓韩麗丽華华偉伟國国強强傑杰榮荣鳳凤蘭兰貴贵寶宝慶庆雲云靜静瑩莹潔洁豐丰龍龙漢汉義义禮礼賢贤達达運运進进遠远寧宁紅红"
        + "綺绮維维紹绍詠咏詩诗誠诚儀仪凱凯勝胜豔艳艷艳銘铭鋒锋鑫鑫錦锦鈞钧鴻鸿鵬鹏鶴鹤麟麟曉晓暉晖輝辉衛卫愛爱憶忆慧慧懷怀戰战揚扬業业樂乐樹树歡欢淵渊湯汤滿满漣涟澤泽濤涛瀟潇燦灿爾尔獻献瓊琼畫画發发盈盈祿禄穎颖紀纪純纯紋纹細细"
        + "結结給给綠绿緣缘緯纬縈萦繡绣繼继聖圣聰聪聲声膽胆與与興兴舉举莊庄蓮莲薈荟藍蓝藝艺蘊蕴術术裕裕覺觉計计訓训詹詹語语課课諾诺謙谦讓让豪豪財财資资賀贺車车軒轩載载輕轻連连週周遙遥邁迈鄒邹醫医釗钊銀银長长門门開开閔闵關关陸陆陽阳隨随"
        + "雙双雯雯霖霖韋韦韻韵頌颂頤颐願愿顧顾風风飛飞駿骏騰腾驊骅鬱郁魏魏魚鱼魯鲁鮑鲍鳴鸣麥麦黎黎齊齐梁梁溫温涂涂塗涂會会曾曾倫伦傳传億亿優优儒儒兒儿劍剑勵励匯汇區区協协卓卓啟启喬乔單单嘉嘉堯尧壽寿夢梦奧奥妍妍姍姗娟娟娜娜嫻娴學学實实寬宽"
        + "將将尋寻導导島岛嶺岭峰峰師师帥帅幀帧幹干廣广彥彦彬彬後后徑径徐徐從从德德恆恒恩恩";

    /// <summary>How the common surnames are written in Latin letters.</summary>
    private static readonly FrozenDictionary<char, string[]> Surnames = Table(
        "陈 tan chan chen chin ting ding", "林 lim lam lin liem", "黄 wong ng huang ooi wee oei hwang", "李 lee li lie", "王 ong wong wang heng", "张 teo cheung zhang chong cheong chang teoh tiong", "吴 goh ng wu ngo gouw", "刘 low lau liu liew lew lao",
        "蔡 chua choi chai cai tsai chuah chye tjoa", "许 koh hui khor xu hsu kho khoo", "郑 tay cheng zheng teh tee ty chang", "杨 yeo yeoh yang young yong", "何 ho hoh he hor", "谢 chia tse xie cheah seah", "郭 quek kuok kwek guo kwok koay kok", "洪 ang hung hong",
        "周 chew chow zhou chou chiu", "叶 yap yip ye yeap ip iap", "沈 sim shen shum", "傅 poh foo fu", "曾 chan tsang zeng chen chang tseng", "罗 loh law lo luo lor", "钟 cheong chung zhong chong cheung", "苏 soh so su soo saw", "潘 phua poon pan phuah pun",
        "庄 chng chong zhuang ching", "徐 chee tsui xu hsu choo cher", "朱 choo chu zhu choe", "梁 leong leung liang neo neoh nio liong", "孙 sng soon sun suen", "赵 chew chiu zhao teo chao chow", "胡 oh foo hu woo aw oo", "高 koh ko gao kor kao", "邓 teng tang deng",
        "冯 fong fung feng pang", "彭 phang pang peng", "方 png fong fang hong pung", "唐 tng tong tang", "余 yee yu eu yii", "丁 teng ting ding", "江 kang kong jiang", "卢 loh lo lu loo", "萧 siow siew xiao seow siau", "蒋 cheong chiang jiang", "曹 chow cao chou cho",
        "颜 gan ngan yan yen", "魏 gui ngai wei goey", "韩 hang han hon", "施 see shi sze si", "白 peh pak bai pai", "马 beh mah ma beh", "姚 yeo yiu yao yow", "戴 tay tai dai", "严 giam yim yan ngiam", "温 woon wan wen oon", "侯 how hau hou hew", "范 huan fan hwan", "田 chan tin tian",
        "汪 ong wong wang", "石 chiok sek shi chek", "简 kan kien jian", "邱 khoo yau qiu chiu hew", "詹 chiam chim zhan", "符 foo hoo fu", "翁 ang yung weng", "欧 ow au ou", "龙 leong lung long", "连 lian lin lien", "骆 loke lok luo", "蓝 nah lam lan", "温 oon wan wen", "柯 kua quah ke or", "赖 lai luah", "纪 kee kei ji",
        "童 tong tung", "谭 tam tham tan", "陆 loke luk lu", "甘 kam gan kum", "凌 ling leng", "伍 ng wu", "雷 lui looi lei", "尤 yew yau you", "游 yew yau you yu", "古 koo ku gu", "程 ching cheng", "薛 sih sit xue", "辛 sin xin", "金 kim kam jin", "尹 wan yin", "文 boon man wen");

    private static readonly FrozenDictionary<char, char> Simplified = Pairs();

    /// <summary>Han ideographs of the basic planes; the rarest ones, outside them, are kept as they come.</summary>
    public static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '\u3007' || (char.IsSurrogate(c) && c is >= '\uD840' and <= '\uD88D');

    public static char Simplify(char c) => Simplified.GetValueOrDefault(c, c);

    /// <summary>The name without 先生 and its like, in front or behind.</summary>
    public static Span<char> WithoutTitle(Span<char> name)
    {
        foreach (var title in Titles)
        {
            if (name.Length > title.Length)
            {
                if (name.EndsWith(title))
                {
                    return name[..^title.Length];
                }

                if (name.StartsWith(title))
                {
                    return name[title.Length..];
                }
            }
        }

        return name;
    }

    /// <summary>Whether the word is a way to write the name's surname; null where the surname is not in the table.</summary>
    public static bool? Writes(ReadOnlySpan<char> name, ReadOnlySpan<char> word)
    {
        if (!Surnames.TryGetValue(name[0], out var spellings))
        {
            return null;
        }

        foreach (var spelling in spellings)
        {
            if (word.SequenceEqual(spelling))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name in letters: the surname as most families here write it, the rest as in Mandarin. Null where a character cannot be read.</summary>
    public static string? Romanised(ReadOnlySpan<char> name)
    {
        if (!Surnames.TryGetValue(name[0], out var spellings))
        {
            return null;
        }

        var words = spellings[0];
        foreach (var character in name[1..])
        {
            if (ChineseReadings.InMandarin(character) is not { } reading)
            {
                return null;
            }

            words += $" {reading}";
        }

        return words;
    }

    private static FrozenDictionary<char, string[]> Table(params ReadOnlySpan<string> lines)
    {
        Dictionary<char, string[]> table = [];
        foreach (var line in lines)
        {
            table[line[0]] = [.. table.GetValueOrDefault(line[0], []), .. line[2..].Split(' ')];
        }

        return table.ToFrozenDictionary();
    }

    private static FrozenDictionary<char, char> Pairs()
    {
        Dictionary<char, char> pairs = [];
        for (var i = 0; i + 1 < Traditional.Length; i += 2)
        {
            pairs[Traditional[i]] = Traditional[i + 1];
        }

        return pairs.ToFrozenDictionary();
    }
}

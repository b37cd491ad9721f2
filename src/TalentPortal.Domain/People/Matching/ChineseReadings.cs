using System.Collections.Frozen;

namespace TalentPortal.Domain.People.Matching;

/// <summary>
/// How characters of given names are read: in Mandarin (Hanyu Pinyin without tones), and as families in Malaysia and Singapore write them in Hokkien, Teochew,
/// Cantonese, Hakka and Hainanese. A reading can speak for two names being one; that none fits speaks against nothing, for no table holds them all.
/// </summary>
internal static class ChineseReadings
{
    private const int LongestWord = 24;
    private const int LongestSyllable = 7;

    /// <summary>A syllable, and the characters read so. A character may stand under several.</summary>
    private const string Mandarin =
        "a 阿;ai 爱艾;an 安岸;ang 昂;ao 傲奥;bai 白百柏;ban 班斌;bang 邦;bao 宝保葆包;bei 贝蓓北;ben 本;bi 碧璧必毕;bian 边;biao 彪标;bin 斌彬宾滨;bing 冰兵炳秉;bo 波博伯柏勃;bu 步布;cai 才财彩材采;can 灿璨;cang 苍;chan 婵;"
        + "chang 昌长常畅;chao 超朝潮;chen 晨辰臣宸琛忱;cheng 成诚程承城澄丞呈;chi 池驰;chong 崇充;chu 楚初;chuan 川传;chun 春纯淳椿;ci 慈;cong 聪从;cui 翠;da 达大;dan 丹旦;dao 道;de 德得;deng 登;di 迪帝;dian 典;ding 定鼎;dong 东冬栋;dou 豆;"
        + "du 笃;duan 端;duo 多朵;e 娥;en 恩;er 尔儿;fa 发法;fan 凡帆繁范;fang 芳方芬;fei 飞菲斐妃;fen 芬;feng 凤峰锋丰风枫;fu 福富芙甫夫;gan 甘;gang 刚钢;gao 高;ge 歌格;gen 根;geng 耕;gong 功公恭;gu 谷;guan 冠观;guang 光广;gui 贵桂圭;guo 国果;"
        + "hai 海;han 涵汉翰寒晗含韩;hang 航杭;hao 豪浩昊皓好颢;he 和荷贺鹤禾;heng 恒衡亨;hong 宏红鸿虹洪弘泓;hou 厚;hu 虎;hua 华花桦;huai 怀;huan 欢焕环桓;huang 煌凰;hui 慧惠辉晖卉会蕙徽荟;ji 吉纪季绩基继济玑;jia 嘉佳家加珈甲;jian 健建坚剑鉴俭简;"
        + "jiang 江疆;jiao 娇骄;jie 杰洁捷婕介节;jin 金锦进瑾近津今;jing 静晶京敬景菁婧竞璟靖精经;jiu 久;ju 菊举;juan 娟鹃;jue 珏觉;jun 俊军君钧骏均峻隽;kai 凯开楷恺;kang 康;ke 可科克珂;kong 孔;kun 坤昆;lai 来;lan 兰岚蓝;lang 朗;le 乐;lei 蕾磊雷;"
        + "li 丽莉利力立理黎礼俐李璃;lian 莲廉恋联涟;liang 良亮梁;lin 琳林霖麟临;ling 玲灵凌铃龄伶岭菱;liu 柳流;long 龙隆;lu 露璐禄路;lun 伦;luo 洛;ma 玛;man 曼满;mao 茂;mei 美梅玫媚眉妹;men 门;meng 梦孟萌蒙;mi 米蜜;mian 绵;miao 妙苗;"
        + "min 敏民闽旻;ming 明铭名鸣茗;mo 莫墨默;mu 木牧慕沐;na 娜;nan 南楠;neng 能;ni 妮霓;nian 年念;ning 宁凝;nuo 诺;ou 鸥;pei 佩培沛;peng 鹏朋;ping 平萍苹;pu 璞;qi 琪奇琦启其祺绮齐旗棋淇颀七;qian 倩谦千芊茜乾;qiang 强;qiao 巧乔俏;"
        + "qin 琴勤钦芹沁秦;qing 清青庆晴卿情;qiong 琼;qiu 秋球求;quan 全泉权铨;qun 群;ran 然冉;ren 仁任人;rong 荣蓉容融榕;rou 柔;ru 如茹儒汝;rui 瑞蕊睿锐芮;run 润;ruo 若;sen 森;sha 莎;shan 珊山善杉姗;shang 尚;shao 少绍韶;she 社;"
        + "shen 深慎;sheng 胜生升圣盛声晟;shi 诗世士仕时石师实施;shou 寿守;shu 淑书舒树姝;shuai 帅;shuang 双;shui 水;shun 顺舜;shuo 硕;si 思丝斯嗣;song 松颂;su 素苏;sui 穗;tai 泰;tang 堂;tao 涛桃;teng 腾;tian 天田恬甜;tie 铁;"
        + "ting 婷廷庭亭;tong 彤同桐童;tu 图;wan 婉万琬晚;wang 旺望;wei 伟薇威维为卫蔚玮炜微惟;wen 文雯温;wo 沃;wu 武;xi 希喜熙曦锡西惜夕溪禧;xia 霞夏;xian 贤仙先娴显宪;xiang 祥香翔湘向想;xiao 晓小孝潇筱霄笑肖;xie 谢;xin 欣心新鑫馨信昕芯;"
        + "xing 星兴杏行幸;xiong 雄;xiu 秀修绣;xu 旭绪;xuan 轩萱宣璇瑄;xue 雪学;xun 勋训;ya 雅亚娅;yan 燕艳妍彦颜言岩延嫣炎焰;yang 阳洋扬;yao 瑶耀尧遥;ye 叶业野;yi 怡仪艺义毅宜依亿益逸忆意一奕易轶懿;yin 银音茵吟殷;ying 英莹颖盈瑛映樱影;"
        + "yong 勇永咏庸;you 友有优佑;yu 玉宇雨瑜育裕语余煜钰妤羽郁渝豫;yuan 元媛源远圆缘园;yue 月悦越玥;yun 云芸韵运允;ze 泽;zeng 增;zhan 展;zhang 章彰;zhao 昭兆;zhe 哲喆;zhen 珍真振贞祯震镇臻;zheng 正政铮征;zhi 志智之芝致治知植直;"
        + "zhong 忠中仲钟;zhou 舟州洲;zhu 珠竹祝;zhuang 庄;zi 子紫梓姿自;zong 宗;zu 祖;zuo 佐";

    /// <summary>A character, and how it is written where it is not read in Mandarin.</summary>
    private const string Dialects =
        "安 ann on;爱 ai oi;宝 poh po;邦 pang pong;碧 pik peck phek;斌 pin ping;彬 pin ping;炳 peng ping;波 poh po;伯 pek pak;才 chai choy chye;财 chai choy chye;彩 chai choy chye;昌 chong cheong chang;长 cheong tiong;常 siang sheong;超 chiew chao;"
        + "成 seng sing shing;诚 seng sing shing;城 seng sing;承 sing seng;丞 sing seng;春 choon chun;纯 soon choon;聪 chong chung;翠 chwee chui;达 tat tatt dat;大 tai tua;丹 tan;道 toh tou to;德 teck tek tak tuck;登 teng tang;东 tong tung;冬 tong tang tung;"
        + "恩 yan ern;发 huat fatt fat;凡 huan fan;芳 fong hong phang fang pang;芬 fun fen hoon fan;飞 hui fei fui;凤 hong foong fong fung;峰 hong foong fong fung;锋 hong foong fong;丰 hong foong fong;风 hong foong fong;福 hock hok fook fuk foh;富 hu foo fu;"
        + "甫 poh foo;夫 hu foo;刚 kang kong;高 ko kou;根 kin kan kun;功 kong kung;光 kong kuang kwong;广 kong kwong;贵 kwee kwai kui kwei;桂 kwee kwai kui;国 kok kuok kwok koh;海 hai hoi;汉 han hon;豪 hou how ho;浩 ho how hoh;好 ho how;和 ho hoh wo wah;"
        + "荷 ho hoh;贺 ho hoh;鹤 hok;恒 heng hang;亨 heng hang;宏 hong wang weng;红 hong ang hung;鸿 hong hung;洪 hong ang hung;弘 hong wang;花 fa hua hway;华 hwa wah fah hua;怀 wai huai;欢 huan foon fun;焕 wun huan foon;辉 hui fai huey hwee;惠 hui wai hwee huey wei;"
        + "慧 hwee wai huey hooi wei fui;会 hui wui hwee;吉 kiat kat keat;纪 kee kei;基 kee kei;嘉 ka kar kah;佳 kai kah kar;家 ka kar kah kee;加 ka kar;建 kian kin kien;健 kian kin kien;坚 kian kin kien;江 kang kong;娇 kiow kew kiew giok;杰 kiat kit keat;"
        + "洁 kiat kit keat;捷 chiat chit;金 kim kam gim;锦 kim kam gim;进 chin choon chun cheen;津 chin tin;静 cheng ching chin;晶 ching cheng;京 keng king kin;敬 keng king;景 keng king;菊 kek kiok kuk;娟 kuan kien kuen;俊 choon chun tsun joon;军 koon kwan kun;"
        + "君 koon kwan kun;钧 koon kwan;骏 choon chun;均 kwan koon;凯 hoi khai;开 khai hoi;康 khong hong kang;科 foh kho;坤 khoon kwan khun quan;来 lai loi;兰 lan lian;朗 long;乐 lok loke;雷 looi lui;磊 looi lui;丽 lai lay le;莉 lee lay;利 lee lay;力 lik lek;"
        + "立 lip lap;理 lee lay;礼 lay lai lee;黎 lai lay;莲 lian lin leen lean;廉 lim liam;良 leong liong leang;亮 leong liong;琳 lam lim;林 lim lam;麟 lin loon;玲 leng lin leen;灵 leng lin;凌 leng lin;铃 leng lin;龙 leong loong lung liong long;隆 leong loong long;"
        + "露 loo lo;伦 loon lun;满 mun moon boon;茂 mow mao;美 bee mee bi mi mui;梅 mooi moi boey mui muay buay;妹 mooi moi muay;妙 miao biao miew;敏 bin man mun;民 bin min man;明 beng meng bing;铭 beng meng bing;名 beng meng;木 muk bok;慕 moo mo;南 lam nam;"
        + "能 leng nang neng;年 nian lian nin;宁 leng ning;佩 poey pooi pui;培 poey pooi pui;鹏 peng pang;朋 peng pang;平 peng ping pin;萍 peng ping pin;奇 kee khee kei;琪 kee kei khee;琦 kee kei;启 kai khai kee;其 kee kei khee;祺 kee kei khee;倩 sin chin;"
        + "谦 khiam him kheng;千 chian chin cheen;强 keong kiang keung kheong;巧 khah how hau chow;乔 kiew kiau kew;琴 khim kam kim;勤 khin kan kun;钦 khim yam kim;清 cheng ching chin;青 cheng chye ching chin;庆 kheng hing keng heng khin;晴 cheng ching;卿 keng hing kheng;"
        + "秋 chiew chow chau chew;球 kiew kow kau;全 chuan chuen choon;泉 chuan chuen choon;权 kuan kuen kien;群 koon kwan;仁 jin yan yin ren;任 jin yam;人 jin yan;荣 eng weng wing yong;蓉 yong yung eng;容 yong yung;如 joo yee yu;儒 joo yee yu;瑞 swee sui shui sooi;"
        + "润 joon yoon yun;若 jiak yeok;森 sam sum sim;山 san shan sua;善 sian sin seen;珊 san saan;尚 siang sheong;少 siew siu seow;绍 siew siu seow;深 chim sam sum;胜 seng sing shing;生 seng sang sung;升 seng sing;圣 seng sing;盛 seng sing;声 seng sing;"
        + "诗 see sze si;世 see sai sei;士 soo see sze;仕 soo see sze;时 see si;石 sek shek chiok;守 siew sau sow;寿 siew sau siu sow;淑 sock sook siok suk shuk;书 shu choo su see;树 shu soo chiew;双 siang sang;水 chwee sui shui;顺 soon shun sun;思 soo see sze si;"
        + "松 siong chong song choong;颂 siong chong;素 soo so su;堂 tong tng thong;涛 tou toh thow;桃 tho toh tow;天 thian tin theen tien;田 tian tin chan;婷 teng theng thin;廷 teng theng;庭 teng theng;亭 teng theng;同 tong tung thong;万 ban man buan;婉 wan yuen oon;"
        + "旺 ong wong;望 bong mong;伟 wai wee oei;威 wai wui wee;维 wai wee;为 wai wee;卫 wai wee;文 boon man mun voon vun bun;雯 man boon mun;武 boo mo bu;希 hee hei;喜 hee hei;熙 hee hei;锡 sek siak shek;西 see sai sei;霞 ha hah har;贤 hian yin hen yen;"
        + "仙 sian sin seen;先 sian sin;显 hian hin;祥 siang cheong seong siong;香 hiang heong hiong;翔 siang cheong;晓 hiew hiu hiau;小 siew siu seow;孝 hau how haw;心 sim sam sum;新 sin san sun;馨 heng hing;信 sin soon shun;星 seng sing;兴 heng hing hin;"
        + "杏 heng hang;雄 hiong hung hong;秀 siew siu sau seow sew;修 siew siu sau sew;旭 hiok yuk;轩 hian hin;萱 suan huen;宣 suan suen;雪 seok suet sut seat soat shuet;学 hak hok;雅 nga ngah gah;亚 ah nga;燕 yen yin ean een;艳 yam yim yen;彦 gan yin yen;颜 gan ngan;"
        + "言 gan yin;阳 yeong yong iong;扬 yeong yong;洋 yeong yong;耀 yeow yew yiu yau yow yaw;瑶 yeow yiu yau;业 giap yip ngiap;叶 yap yip;怡 yee ee;仪 yee gee ee;艺 gay ngai;义 gi yee ngee;毅 ngai gee;宜 gee yee ee;依 yee ee;益 ek yik;意 ee yee;一 it yat yit;"
        + "忆 yik ek;银 gin ngan ngin;音 yim yam im;英 eng ying yin inn;莹 eng ying yin;颖 eng wing ying;盈 eng ying yin;瑛 eng ying yin;勇 yong yung iong;永 eng weng wing yung;友 yew yau yow yiu;有 yew yau yow yiu;玉 geok giok yoke yuk yook nyuk yock;宇 yee yu;"
        + "雨 yee yu;瑜 joo yee;育 yoke yuk;裕 joo yee ju;元 guan yuen yoon goon;媛 yuen wan;源 guan yuen yoon goon;远 yuen yoon wan;缘 yuen yan;月 guek goat yuet yut ngit gek;悦 yuet yut;云 hoon wan hun yoon von;运 wan yoon;泽 tek chak;增 cheng chang chan;"
        + "章 cheong chiang chong;昭 chiew chiu;兆 tiow siew shiu siu;哲 tiat chit tet;珍 tin chun chan ching chin;真 chin chun chan;振 chin chun tin chan;贞 cheng ching chin;震 chin chun;正 cheng ching chang;政 cheng ching;志 chee chi tze jee;智 tee chee chi;"
        + "芝 chee chi;之 chee chi;忠 tiong chung choong cheong chong;中 tiong chung choong chong;仲 tiong chung choong;珠 choo chu chee;竹 tek chuk;子 choo chee tze;紫 chee tze;姿 chee tze;宗 chong choong chung;祖 choh chor cho joo";

    private static readonly FrozenDictionary<char, string[]> Readings = Read();
    private static readonly FrozenDictionary<char, string> Pinyin =
        Lines(Mandarin).SelectMany(line => line.Tail, (line, character) => (character, line.Head)).DistinctBy(line => line.character).ToFrozenDictionary(line => line.character, line => line.Head);

    /// <summary>How the character is read in Mandarin, or null where the table does not know it.</summary>
    public static string? InMandarin(char character) => Pinyin.GetValueOrDefault(character);

    /// <summary>How many of the characters the words write, one after another, a word for each or several joined, apart from the word at <paramref name="surname"/> (-1: none).</summary>
    public static int Written(ReadOnlySpan<char> given, NameTokens words, int surname)
    {
        var written = 0;
        for (var word = 0; word < words.Count && written < given.Length; word++)
        {
            if (word != surname && words[word].Length <= LongestWord)
            {
                written += In(words[word], given[written..]);
            }
        }

        return written;
    }

    /// <summary>How many of the characters the whole word writes, from the first on: 0 where something of it is left over.</summary>
    private static int In(ReadOnlySpan<char> word, ReadOnlySpan<char> characters)
    {
        if (characters.IsEmpty)
        {
            return 0;
        }

        if (Reads(word, characters[0]))
        {
            return 1;
        }

        for (var at = 1; at <= LongestSyllable && at < word.Length && characters.Length > 1; at++)
        {
            if (Reads(word[..at], characters[0]) && In(word[at..], characters[1..]) is > 0 and var rest)
            {
                return rest + 1;
            }
        }

        return 0;
    }

    private static bool Reads(ReadOnlySpan<char> word, char character)
    {
        if (!Readings.TryGetValue(character, out var readings))
        {
            return false;
        }

        Span<char> heard = stackalloc char[LongestWord];
        ReadOnlySpan<char> sound = heard[..Spelling.Fold(word, heard)];
        foreach (var reading in readings)
        {
            if (sound.SequenceEqual(reading))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By character, as they sound.</summary>
    private static FrozenDictionary<char, string[]> Read()
    {
        Dictionary<char, List<string>> readings = [];
        foreach (var (syllable, characters) in Lines(Mandarin))
        {
            foreach (var character in characters)
            {
                Add(character, syllable);
            }
        }

        foreach (var (character, syllables) in Lines(Dialects))
        {
            foreach (var syllable in syllables.Split(' '))
            {
                Add(character[0], syllable);
            }
        }

        return readings.ToFrozenDictionary(reading => reading.Key, reading => reading.Value.ToArray());

        void Add(char character, string syllable)
        {
            Span<char> heard = stackalloc char[LongestWord];
            var sound = heard[..Spelling.Fold(syllable, heard)].ToString();
            if (!readings.TryGetValue(character, out var known))
            {
                readings[character] = [sound];
            }
            else if (!known.Contains(sound))
            {
                known.Add(sound);
            }
        }
    }

    private static IEnumerable<(string Head, string Tail)> Lines(string table) =>
        table.Split(';').Select(line => line.Split(' ', 2)).Select(line => (line[0], line[1]));
}

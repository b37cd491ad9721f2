namespace TalentPortal.Domain.Tests.People.Matching;

/// <summary>Invented people's building blocks by culture; the first entries of every list are the common ones.</summary>
internal static class NamePools
{
    public static readonly string[] MalayMen = Words("Muhammad Ahmad Amir Aiman Haziq Hafiz Faiz Syafiq Azman Rizal Danial Irfan Hakim Farhan Iskandar Zulkifli Azlan Khairul Shahrul Firdaus Ridzuan Nazri Ismail Yusof Ibrahim Razak Rahman Hassan Hussin Osman Omar Ali Idris Salleh Jamal Kamal Anuar Roslan Zainal Hamzah Luqman Adam Harith Izzat Naufal Fikri Syahmi Zaki Taufik Asyraf");
    public static readonly string[] MalayWomen = Words("Nurul Siti Nur Aisyah Fatimah Aminah Ain Izzati Syafiqah Nabilah Farah Hidayah Amirah Zulaikha Khadijah Husna Balqis Athirah Shahira Najwa Liyana Sofea Alya Maisarah Hanis Puteri Rohani Zaharah Salmah Mariam Noraini Rosnah Hasnah Zainab Suraya Azlina Norhayati Fauziah Rahimah Saleha Insyirah Qistina Damia Batrisyia Iman Wardah Sakinah Yasmin Adlina Kamilia");
    public static readonly string[] MalayFathers = Words("Abdullah Ahmad Ismail Ibrahim Hassan Osman Ali Yusof Omar Rahman Razak Rahim Aziz Hamid Idris Salleh Zakaria Mansor Jaafar Hashim Kassim Mahmud Sulaiman Daud Harun Mustafa Bakar Zainuddin Kamaruddin Shamsuddin Nordin Mokhtar Ghani Latif Hamzah Talib Wahab Malek Samad Jalil");

    /// <summary>Character, how families write it.</summary>
    public static readonly (string Han, string[] Latin)[] ChineseSurnames =
    [
        ("陈", ["Tan", "Chan", "Chen"]), ("林", ["Lim", "Lam", "Lin"]), ("李", ["Lee", "Li"]), ("黄", ["Ng", "Wong", "Ooi", "Huang"]), ("王", ["Ong", "Wong", "Heng"]), ("张", ["Teo", "Chong", "Cheong", "Zhang"]),
        ("吴", ["Goh", "Ng", "Wu"]), ("刘", ["Low", "Lau", "Liew"]), ("蔡", ["Chua", "Choi", "Chai"]), ("许", ["Koh", "Hui", "Khor"]), ("郑", ["Tay", "Cheng", "Teh"]), ("杨", ["Yeo", "Yeoh", "Yang"]), ("何", ["Ho", "Hoh"]),
        ("谢", ["Chia", "Tse", "Cheah"]), ("郭", ["Quek", "Kuok", "Kwek"]), ("洪", ["Ang", "Hung"]), ("周", ["Chew", "Chow", "Zhou"]), ("叶", ["Yap", "Yip", "Ye"]), ("沈", ["Sim", "Shen"]), ("傅", ["Poh", "Foo"]),
        ("曾", ["Chan", "Tsang", "Zeng"]), ("罗", ["Loh", "Law", "Lo"]), ("钟", ["Cheong", "Chung"]), ("苏", ["Soh", "So", "Su"]), ("潘", ["Phua", "Poon"]), ("庄", ["Chng", "Chong"]), ("徐", ["Chee", "Tsui", "Xu"]), ("朱", ["Choo", "Chu"]),
        ("梁", ["Leong", "Leung", "Neo"]), ("孙", ["Sng", "Soon", "Sun"]),
    ];

    public static readonly (string Han, string Latin, char Sex)[] ChineseSyllables =
    [
        ("伟", "Wei", 'b'), ("明", "Ming", 'm'), ("美", "Mei", 'f'), ("玲", "Ling", 'f'), ("华", "Hua", 'b'), ("强", "Keong", 'm'), ("文", "Boon", 'm'), ("慧", "Hui", 'f'), ("敏", "Min", 'f'), ("雯", "Wen", 'f'), ("杰", "Jie", 'm'), ("豪", "Hao", 'm'),
        ("嘉", "Jia", 'b'), ("欣", "Xin", 'f'), ("怡", "Yi", 'f'), ("婷", "Ting", 'f'), ("俊", "Jun", 'm'), ("国", "Kok", 'm'), ("志", "Chee", 'm'), ("成", "Seng", 'm'), ("秀", "Siew", 'f'), ("芳", "Fong", 'f'), ("珍", "Chin", 'f'), ("福", "Hock", 'm'),
        ("凯", "Kai", 'm'), ("宇", "Yu", 'm'), ("轩", "Xuan", 'b'), ("恩", "En", 'b'), ("诗", "Shi", 'f'), ("雅", "Ya", 'f'), ("佩", "Pei", 'f'), ("珊", "Shan", 'f'), ("金", "Kim", 'b'), ("良", "Liang", 'm'), ("德", "Teck", 'm'), ("荣", "Weng", 'm'),
        ("淑", "Shu", 'f'), ("仪", "Yee", 'f'), ("燕", "Yen", 'f'), ("莉", "Li", 'f'), ("安", "Ann", 'b'), ("胜", "Sheng", 'm'), ("龙", "Long", 'm'), ("贤", "Xian", 'b'), ("洁", "Kit", 'f'), ("梅", "Mooi", 'f'), ("财", "Chai", 'm'), ("顺", "Soon", 'm'),
    ];

    public static readonly string[] TamilMen = Words("Kumar Suresh Ramesh Ganesh Murugan Rajan Vijay Siva Karthik Prakash Ravi Anand Dinesh Saravanan Balakrishnan Subramaniam Muthu Selvam Arumugam Krishnan Raman Govindasamy Nathan Thinesh Logan Kavin Vignesh Mohan Jeevan Shankar Sathish Thiagarajan Veerasamy Perumal Kannan Manikam Letchumanan Chandran Gopal Maniam Rajendran Segaran Jegan Tharman Pravin Yogesh Harish Sanjay Naveen Ashwin");
    public static readonly string[] TamilWomen = Words("Priya Kavitha Devi Lakshmi Meena Saraswathy Vani Shanti Malar Geetha Revathi Thulasi Kamala Sumathi Pushpa Selvi Anjali Darshini Nithya Ramya Sangeetha Usha Valli Parvathy Rani Gayathri Sharmila Vasantha Letchumi Jayanthi Indira Mageswari Yogeswari Kasturi Malathi Deepa Divya Keerthana Harini Sindhu Thivya Shalini Rohini Padma Bhavani Komathi Nanthini Premala Suganya Vimala");

    public static readonly string[] NorthMen = Words("Rahul Amit Rohit Vikram Arjun Rajesh Sanjay Deepak Manoj Sunil Anil Ashok Vivek Gaurav Nikhil Harpreet Gurpreet Manpreet Jaswinder Balwinder Abhishek Aditya Akash Ankit Ashish Bharat Chirag Dhruv Gautam Hitesh Ishaan Jatin Karan Lalit Mohit Naveen Pankaj Prateek Rakesh Sandeep Shubham Tarun Utkarsh Varun Yash Zubin Hardeep Kuldeep Ranjit Surinder");
    public static readonly string[] NorthWomen = Words("Priya Pooja Neha Anjali Sneha Kavita Sunita Rekha Asha Nisha Simran Jasleen Harleen Gurleen Manjit Aarti Bhavna Chitra Deepika Divya Ekta Garima Hema Isha Jyoti Kajal Komal Lata Mamta Megha Nandini Pallavi Preeti Radhika Rashmi Ritu Sakshi Shikha Shreya Shweta Sonal Swati Tanvi Usha Vandana Vidya Amrit Navneet Parminder Rajinder");
    public static readonly string[] NorthSurnames = Words("Singh Kumar Sharma Gupta Verma Patel Kaur Shah Agarwal Jain Mehta Mishra Yadav Reddy Chaudhary Malhotra Kapoor Khanna Bose Banerjee Mukherjee Chatterjee Das Ghosh Joshi Kulkarni Deshpande Desai Trivedi Pandey Tiwari Saxena Srivastava Bhatia Chopra Sethi Gill Sandhu Dhillon Grewal Iyer Nair Menon Rao Bhatt Chauhan Rathore Thakur Dubey Sinha");

    public static readonly string[] WesternMen = Words("James John Robert Michael William David Daniel Thomas Matthew Christopher Andrew Joseph Benjamin Samuel Alexander Nicholas Stephen Philip Jonathan Anthony Timothy Peter Richard Edward George Henry Oliver Jack Harry Charles Liam Noah Lucas Ethan Nathan Aaron Adam Simon Mark Paul Luke Ryan Sean Brian Eric Geoffrey Frederick Leonard Vincent Marcus");
    public static readonly string[] WesternWomen = Words("Mary Elizabeth Sarah Emma Jessica Catherine Rebecca Hannah Emily Charlotte Victoria Alexandra Rachel Nicole Michelle Stephanie Jennifer Christina Margaret Anna Olivia Sophie Amelia Grace Chloe Laura Julia Natalie Samantha Katherine Alice Helen Claire Louise Caroline Joanna Teresa Monica Philippa Zoe Isabella Madeleine Eleanor Lucy Megan Amy Kirsten Bridget Deborah Gillian");
    public static readonly string[] WesternSurnames = Words("Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan Patel Young Allen Mitchell Phillips O'Brien MacDonald McCarthy D'Souza Müller García Pereira Fernandez De-Silva O'Connor Schneider Nielsen Johansson Kowalski Van-Dijk Rozario");

    private static string[] Words(string words) => words.Split(' ');
}

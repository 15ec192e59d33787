"""Pairs of names, labelled by hand: one person spelt otherwise, and two people with near names.

All are invented from common names of each language. The rule was made while looking at the first
set; nobody looked at the second before it was counted (test_duplicates_labelled.py).
"""

SAME = """
Mohammed Ali | Muhammad Ali
Mohammed Ali | محمد علي
Mohamed Hassan Ahmed | Maxamed Xasan Axmed
Muhammad Hussein | Mohamed Hossain
Mohammad Reza Karimi | Mohammadreza Karimi
Mohammad Reza Karimi | محمدرضا کریمی
Mehmet Yilmaz | Mehmed Yılmaz
Fatma Yusuf | Fatima Youssef
Fatima Youssef | فاطمة يوسف
Faadumo Cali | Fatuma Ali
Fatemeh Hosseini | Fatima Husseini
Tesfay Haile | Tesfai Hayle
Tesfay Haile | ተስፋይ ሃይለ
Tesfaye Gebremeskel | Tesfai Ghebremeskel
Gebre Meskel Tekle | Gebremeskel Tekle
Selam Tesfay | ሰላም ተስፋይ
Selam Tesfay | Selam Tesfai
Yohannes Kidane | Johannes Kidane
Yohannes Kidane | ዮሃንስ ኪዳነ
Mehret Berhane | Mihret Birhane
Letebrhan Gebru | Letebirhan Gebru
Almaz Tsegay | Almaz Tsegaye
Almaz Tsegay | አልማዝ ፀጋይ
Senait Ghebreab | Senayit Gebreab
Abrehet Woldu | Abrhet Weldu
Filmon Zeray | Philmon Zerai
Oleksandr Shevchenko | Alexander Shevchenko
Oleksandr Shevchenko | Олександр Шевченко
Alexander Shevchenko | Александр Шевченко
Oleksandr Kovalenko | Aleksandr Kowalenko
Kateryna Bondarenko | Ekaterina Bondarenko
Kateryna Bondarenko | Катерина Бондаренко
Yuliia Tkachenko | Julia Tkachenko
Yuliia Tkachenko | Юлія Ткаченко
Serhii Melnyk | Sergey Melnik
Serhii Melnyk | Сергій Мельник
Mykola Kravchenko | Nikolai Kravchenko
Nataliia Oliinyk | Natalia Oliynyk
Volodymyr Petrenko | Vladimir Petrenko
Volodymyr Petrenko | Володимир Петренко
Yevheniia Moroz | Evgenia Moroz
Iryna Lysenko | Irina Lisenko
Olena Hrytsenko | Elena Gritsenko
Dmytro Ivanov | Dmitry Ivanov
Dmytro Ivanov | Дмитро Іванов
Andrii Savchuk | Andriy Savchuk
Yusuf Hassan | Youssef Hasan
Yusuf Hassan | Yousef Hassan
Yousef Hassan | يوسف حسن
Xasan Cabdi | Hassan Abdi
Cabdiraxmaan Maxamed | Abdirahman Mohamed
Abdirahman Mohamed | Abdulrahman Mohammed
Abdul Rahman Noori | Abdulrahman Nuri
Abdul Rahman Noori | عبدالرحمن نوری
Abdurrahman Yildiz | Abdul Rahman Yildiz
Abdel Karim Saleh | Abdulkarim Salih
Abdullah Omar | Abdallah Umar
Abdullah Omar | عبد الله عمر
Nur al-Din Haddad | Nuruddin Haddad
Salah Uddin Ahmed | Salahuddin Ahmad
Xaawo Jaamac | Hawa Jama
Caasha Warsame | Aisha Warsame
Cumar Ismaaciil | Omar Ismail
Khadija Abdi | Khadijo Abdi
Xadiija Cabdi | Khadija Abdi
Sahra Nuur | Zahra Nur
Zahra Ahmadi | Sahra Ahmadi
Zahra Ahmadi | زهرا احمدی
Zainab Rahimi | Zeinab Rahimi
Zaynab Rahimi | زینب رحیمی
Gholam Hossein Rezaei | Ghulam Hussain Rezai
Davood Mohammadi | Dawood Mohammadi
Davood Mohammadi | Daud Mohammadi
Dawood Mohammadi | داوود محمدی
Parwin Sultani | Parvin Soltani
Shukria Barakzai | Shokria Barakzay
Najibullah Safi | Najib Ullah Safi
Habibullah Stanikzai | Habibollah Stanekzai
Habibullah Stanikzai | حبیب الله ستانکزی
Maryam Sadat | Mariam Sadat
Maryam Sadat | مریم سادات
Ahmad Shah Wardak | احمد شاه وردک
Ahmed Ibrahim | Ahmad Ebrahim
Ahmed Ibrahim | أحمد إبراهيم
Ibrahim Khalil | Ebrahim Khaleel
Khaled Al Masri | Khalid Almasri
Khaled Al Masri | خالد المصري
Amina El Amin | Aminah Alamin
Hussein Al-Hassan | Hussain Hassan
Samir Haddad | سمير حداد
Rania Khoury | رانيا خوري
Layla Mansour | Leila Mansur
Layla Mansour | ليلى منصور
Noor Jabar | Nour Jabbar
Aisha Saleh | Aicha Salih
Aisha Saleh | عائشة صالح
Mustafa Osman | Mostafa Othman
Mustafa Osman | مصطفى عثمان
Rachid Benali | Rashid Benali
Cherif Diallo | Sherif Diallo
Jamal Farah | Gamal Farah
Djamila Bouzid | Jamila Bouzid
Cemal Demir | Jamal Demir
Azad Rasho | Azad Rasho
Şivan Hesen | Shivan Hasan
Rojin Ehmed | Rojin Ahmed
Ciwan Mihemed | Jiwan Muhammad
Dilşad Xelil | Dilshad Khalil
Bêrîvan Osman | Berivan Osman
Berivan Osman | بێریڤان عوسمان
Kawa Mahmoud | کاوە مەحمود
Hevi Sheikho | Hêvî Şêxo
Nguyễn Văn An | Nguyen Van An
Nguyen Van An | An Nguyen Van
Trần Thị Hương | Tran Thi Huong
Phạm Đức Anh | Pham Duc Anh
Đặng Minh Tuấn | Dang Minh Tuan
Lê Thị Hoa | Le Thi Hoa
Arben Hoxha | Arben Hodja
Xhevahir Krasniqi | Dzhevahir Krasniqi
Gjergj Berisha | Gjergji Berisha
Shqipe Gashi | Shqipë Gashi
Jusuf Shala | Yusuf Shala
Besnik Çela | Besnik Cela
Agron Bytyqi | Agron Bytyci
Sivakumar Selvam | Shivakumar Chelvam
Sivakumar Selvam | சிவகுமார் செல்வம்
Ganesh Kumar | கணேஷ் குமார்
Lakshmi Rajan | Laxmi Rajan
Thamilselvi Nathan | Tamilselvi Nathan
Kandiah Balasingam | Kandiah Balasingham
Priya Murugan | பிரியா முருகன்
Yahya Saeed | Yehia Said
Yahya Saeed | یحیی سعید
Aziz Rahman | Azeez Rehman
Ramadan Kasim | Ramazan Qasim
Reza Moradi | Rıza Moradi
Qadir Amin | Kader Ameen
Ja'far Sadeq | Jaafar Sadiq
Ma'ruf Karim | Maruf Karim
Mar'yana Koval | Maryana Koval
Zhanna Popova | Жанна Попова
Mikhail Sokolov | Mykhailo Sokolov
Oleh Bondar | Oleg Bondar
Halyna Marchenko | Galina Marchenko
Tatiana Volkova | Tetyana Volkova
Eyob Kiros | Iyob Kiros
Eyob Kiros | Ayoub Kiros
Iyasu Mebrahtu | Eyasu Mebrahtu
Hiwet Araya | ሂወት ኣርኣያ
Meron Desta | ሜሮን ደስታ
Dawit Alem | ዳዊት ዓለም
Dawit Alem | Dawid Alem
Yared Bekele | ያሬድ በቀለ
Hanna Girma | Hana Girma
Amina Yusuf | Yusuf Amina
Amina Yusuf Ali | Amina Yusuf
Amina Yusuf | AMINA  YUSUF
Zoë Núñez | Zoe Nunez
Selam | Selam
"""

DIFFERENT = """
Mohammed Ali | Mahmoud Ali
Mohammed Ali | Mohammed Amin
Mohammed Ali | Ahmed Ali
Hassan Ali | Hussein Ali
Hassan Omar | Hussein Omar
Amin Yusuf | Amina Yusuf
Karim Saleh | Karima Saleh
Jamil Haddad | Jamila Haddad
Samir Haddad | Samira Haddad
Nadir Khan | Nadira Khan
Amir Karimi | Omar Karimi
Amir Hossein Karimi | Amina Hosseini Karimi
Fatima Yusuf | Fahima Yusuf
Fatima Ahmed | Fahad Ahmed
Tesfay Haile | Tesfalem Haile
Tesfay Haile | Tesfay Kidane
Tesfay Haile | Tsehay Haile
Selam Tesfay | Salem Tesfay
Selam Tesfay | Selamawit Tesfay
Meron Desta | Miriam Desta
Gebremeskel Tekle | Gebremedhin Tekle
Gebreab Tekle | Gebre Tekle
Haile Woldu | Helen Woldu
Berhane Kiros | Brhan Kidane
Almaz Tsegay | Elsa Tsegay
Dawit Alem | Dawit Alemu
Yonas Tekle | Yohannes Tekle
Oleksandr Shevchenko | Oleksandra Shevchenko
Oleksandr Shevchenko | Oleksii Shevchenko
Oleksandr Koval | Oleksandr Kovalenko
Yulia Tkachenko | Yulia Tkachuk
Olena Bondarenko | Olha Bondarenko
Olena Bondarenko | Alina Bondarenko
Iryna Lysenko | Arina Lysenko
Maria Ivanova | Marina Ivanova
Natalia Moroz | Nadia Moroz
Serhii Melnyk | Serhii Melnychuk
Dmytro Ivanov | Dmytro Ivanenko
Viktor Petrenko | Viktoria Petrenko
Valentyn Savchuk | Valentyna Savchuk
Yusuf Hassan | Yasin Hassan
Yusuf Hassan | Asif Hassan
Abdirahman Mohamed | Abdirahim Mohamed
Abdirahman Ali | Abdirashid Ali
Abdullah Omar | Abdi Omar
Abdul Karim Saleh | Abdul Rahim Saleh
Abdul Karim Saleh | Abdul Qadir Saleh
Nuruddin Haddad | Najmuddin Haddad
Salahuddin Ahmed | Saifuddin Ahmed
Zahra Ahmadi | Zohra Ahmadi
Zahra Ahmadi | Zara Mohammadi
Zahra Ahmadi | Sara Ahmadi
Zainab Rahimi | Zohal Rahimi
Maryam Sadat | Marwa Sadat
Laila Mansour | Lina Mansour
Noor Jabbar | Nasir Jabbar
Aisha Saleh | Asia Saleh
Aisha Saleh | Essa Saleh
Hadi Rezaei | Huda Rezaei
Hamid Rezaei | Hamed Karimi
Hamid Safi | Ahmad Safi
Hamida Safi | Hamid Safi
Najib Safi | Nagina Safi
Parwin Sultani | Parwana Sultani
Rahim Noori | Rahman Noori
Rahim Noori | Rahima Noori
Farid Noori | Farida Noori
Farid Noori | Fereydoun Noori
Mustafa Osman | Mustafe Usman Ali Noor
Khalid Omar | Khalil Omar
Khalid Omar | Khaled Amer
Ibrahim Khalil | Ibrahim Khaled
Ismail Omar | Samuel Omar
Jamal Farah | Jamila Farah
Rojin Ahmed | Rozhan Ahmed
Dilshad Khalil | Dilan Khalil
Berivan Osman | Baran Osman
Kawa Mahmoud | Kewe Mohammed
Azad Rasho | Azadi Rashid
Nguyen Van An | Nguyen Van Anh
Nguyen Van An | Nguyen Thi An
Nguyen Thi Hoa | Nguyen Thi Hue
Tran Thi Huong | Tran Thi Hang
Pham Duc Anh | Pham Duy Anh
Le Thi Mai | Le Thi My
Le Thi Lan | Le Thi Linh
Arben Hoxha | Arbër Hoxha
Arben Berisha | Arbnor Berisha
Besa Krasniqi | Besim Krasniqi
Agron Gashi | Agim Gashi
Drita Shala | Driton Shala
Sivakumar Selvam | Sivarajah Selvam
Selvan Nathan | Selvi Nathan
Rajan Murugan | Ranjan Murugan
Priya Murugan | Prema Murugan
Ganesh Kumar | Guna Kumar
Amina Yusuf | Amina Ali
Amina Yusuf | Yasin
Hussein Ali | Hassan
Mia | May
Ali | Aliya
Omar | Amir
Aziz Rahman | Aziza Rahman
Said Ahmed | Saida Ahmed
Saeed Ahmed | Saad Ahmed
Salim Omar | Salam Omar
Salma Omar | Salim Omar
Halima Abdi | Hamila Abdi
Hawa Jama | Hibo Jama
Cumar Ismaaciil | Caamir Ismaaciil
Sahal Nuur | Suhayl Nuur
Warsame Cali | Warsan Cali
Fadumo Cali | Fardowsa Cali
Ayaan Warsame | Iman Warsame
Ayman Haddad | Iman Haddad
Ayman Haddad | Amin Haddad
Rana Khoury | Rania Khoury
Rima Khoury | Rama Khoury
Nadia Saleh | Nida Saleh
Hiba Saleh | Habib Saleh
Mahmoud Saleh | Hamdi Saleh
Mona Saleh | Amani Saleh
Dina Haddad | Adnan Haddad
Tariq Haddad | Taraq Mansour
Yahya Saeed | Yasser Saeed
محمد علي | محمود علي
محمد علي | أحمد علي
حسن عمر | حسين عمر
أمين يوسف | أمينة يوسف
کریم صالح | کریمه صالح
ሰላም ተስፋይ | ሳሌም ተኽለ
ዳዊት ዓለም | ዳንኤል ዓለም
Олександр Шевченко | Олександра Шевченко
Олена Бондар | Ольга Бондар
"""

SAME_HELD = """
Muhammed Osman | Mohamed Othman
Mohamud Cabdullaahi | Maxamuud Abdullahi
Axmed Nuur | Ahmed Noor
Xuseen Faarax | Hussein Farah
Saciid Cilmi | Said Elmi
Hodan Aadan | Hodan Adan
Ifrax Xirsi | Ifrah Hirsi
Mostafa Rahmani | Mustafa Rahmani
Sayed Jawad Hashimi | Sayed Javad Hashemi
Fereshteh Ebrahimi | Fereshta Ibrahimi
Fereshta Ibrahimi | فرشته ابراهیمی
Esmatullah Amiri | Esmat Ullah Amiri
Abdul Wahid Sadiqi | Abdulwahed Sediqi
Zabihullah Nazari | ذبیح الله نظری
Masoud Ahmadzai | Massoud Ahmadzay
Shabnam Qaderi | Shabnam Ghaderi
Haidar Jafari | حیدر جعفری
Walid Othman | وليد عثمان
Nadine Azar | Nadeen Aazar
Youssef Khalil | Yusef Khaleel
Bilal Hammoud | Belal Hamoud
Hajar Idrissi | Hagar Idrisi
Abdelhadi Cherkaoui | Abdul Hadi Cherkaoui
Rahel Ghebremedhin | Rahel Gebremedhin
Rahel Gebremedhin | ራሄል ገብረመድህን
Semhar Ogbay | Semhar Okbay
Mulugeta Assefa | Mulugheta Asefa
Mulugeta Assefa | ሙሉጌታ አሰፋ
Tsegereda Abraha | Tsigereda Abreha
Kibrom Hagos | Kbrom Hagos
Bereket Solomon | Bereket Selomon
Tetiana Zakharchenko | Tatyana Zaharchenko
Tetiana Zakharchenko | Тетяна Захарченко
Ihor Rudenko | Igor Rudenko
Viktoriia Pavlenko | Victoria Pavlenko
Svitlana Boiko | Svetlana Boyko
Liudmyla Romanenko | Lyudmila Romanenko
Maksym Hordiienko | Maxim Gordienko
Hanna Zaitseva | Anna Zaytseva
Yaroslav Chornyi | Iaroslav Chorny
Bùi Quốc Khánh | Bui Quoc Khanh
Vũ Thị Ngọc | Vu Thi Ngoc
Hoàng Văn Dũng | Dung Hoang Van
Ilir Gjoka | Ilir Djoka
Blerta Rexhepi | Blerta Redzepi
Fatmir Hyseni | Fatmir Huseni
Thangavel Subramaniam | Thangavelu Subramanian
Suresh Kumaran | சுரேஷ் குமரன்
Vijay Anandan | Wijay Anandan
Rêzan Xalid | Rezan Khalid
Serbest Cafer | Sarbast Jafar
Gulistan Ebdulla | Gulistan Abdullah
"""

DIFFERENT_HELD = """
Mohamed Othman | Mahdi Othman
Ahmed Noor | Ahmed Nasser
Hussein Farah | Hassan Farah
Said Elmi | Saad Elmi
Hodan Adan | Hibaq Adan
Ifrah Hirsi | Farah Hirsi
Faiza Warsame | Fauzia Warsame
Mustafa Rahmani | Murtaza Rahmani
Javad Hashimi | Jalal Hashimi
Fereshta Ibrahimi | Farishta Amiri
Esmat Amiri | Asma Amiri
Abdul Wahid Sadiqi | Abdul Wahab Sadiqi
Zabihullah Nazari | Saifullah Nazari
Masoud Ahmadzai | Mahmoud Ahmadzai
Shabnam Qaderi | Shabana Qaderi
Nasrin Jafari | Nasir Jafari
Walid Othman | Khalid Othman
Nadine Azar | Nadia Azar
Bilal Hammoud | Balqis Hammoud
Rahel Gebremedhin | Rahel Gebremichael
Semhar Ogbay | Samrawit Ogbay
Mulugeta Assefa | Mulu Assefa
Kibrom Hagos | Kibreab Hagos
Bereket Solomon | Bereket Selam
Tetiana Rudenko | Tamara Rudenko
Ihor Rudenko | Egor Rudenkov
Viktoriia Pavlenko | Viktor Pavlenko
Svitlana Boiko | Snizhana Boiko
Maksym Hordiienko | Maksym Hordienkov
Yaroslav Chornyi | Yaroslava Chorna
Bui Quoc Khanh | Bui Quoc Khoa
Vu Thi Ngoc | Vu Thi Nga
Ilir Gjoka | Ilirjan Gjoka
Fatmir Hyseni | Fatime Hyseni
Suresh Kumaran | Sures Kumari
Vijay Anandan | Vijaya Anandan
Rezan Khalid | Razan Khalid
Sarbast Jafar | Sirwan Jafar
"""

"""异体字: characters people swap in one name. For likeness only: two variants are never equal by themselves."""

# The standard form first, then traditional and variant forms met in registers and on old cards.
GROUPS = (
    "爱愛 宝寶寳 贝貝 宾賓 灿燦 长長 车車 陈陳 诚誠 冲沖 崇崈 传傳 聪聰 从從 达達 党黨 德悳惪 灯燈 邓鄧 东東 栋棟 "
    "范範 飞飛 丰豐 峰峯 冯馮 凤鳳 刚剛 顾顧 关關 观觀 广廣 归歸 国國囯圀 汉漢 和龢咊 贺賀 恒恆 红紅 鸿鴻 后後 胡鬍 "
    "华華 怀懷 欢歡 环環 黄黃 辉輝煇 惠恵 吉𠮷 继繼 纪紀 济濟 坚堅 剑劍 姜薑 阶階 杰傑 洁潔 锦錦 晋晉 径徑 静靜 镜鏡 "
    "举舉 巨鉅 军軍 俊儁 开開 凯凱 克剋 坤堃 昆崑崐 宽寬 来來 兰蘭 岚嵐 乐樂 丽麗 礼禮 里裏裡 历歷曆 连連 联聯 莲蓮 "
    "梁樑 临臨 灵靈 凌淩 岭嶺 刘劉 龙龍 楼樓 卢盧 芦蘆 鲁魯 陆陸 录錄録 伦倫 罗羅 吕呂 马馬 迈邁 满滿 门門 梦夢 "
    "绵綿緜 明朙眀 铭銘 宁寧甯 农農 欧歐 鹏鵬 齐齊 启啟啓 迁遷 强強彊 乔喬 琴琹 庆慶 琼瓊 秋秌 权權 群羣 荣榮 "
    "润潤 赛賽 闪閃 善譱 尚尙 绍紹 胜勝 圣聖 师師 诗詩 时時 实實 寿壽 书書 树樹 双雙 顺順 硕碩 丝絲 苏蘇甦 肃肅 孙孫 "
    "台臺 谈談 汤湯 涛濤 腾騰 铁鐵 厅廳 铜銅 头頭 图圖 团團 万萬 伟偉 卫衛衞 为爲為 维維 温溫 闻聞 稳穩 吴吳 务務 "
    "习習 仙僊 贤賢 显顯 县縣 晓曉 谢謝 欣訢 兴興 绣繡 轩軒 勋勳勛 寻尋 亚亞 严嚴 岩巖嵒 颜顏 艳豔艷 阳陽 扬揚 杨楊 "
    "尧堯 耀燿 药藥 业業 叶葉 仪儀 义義 亿億 艺藝 异異 银銀 莹瑩 营營 颖穎頴 映暎 咏詠 优優 游遊 余餘 鱼魚 钰鈺 誉譽 "
    "渊淵 园園 员員 圆圓 远遠 愿願 岳嶽 云雲 韵韻 运運 赞贊讚 泽澤 扎紮 战戰 张張 赵趙 哲喆嚞 贞貞 真眞 珍珎 镇鎮 "
    "郑鄭 执執 志誌 钟鍾鐘锺 众眾衆 周週 庄莊 资資 总總 邹鄒 闫閆 阎閻 肖萧蕭 傅付 戴代 谭譚 赖賴 龚龔 贾賈 韦韋 钱錢 "
    "应應 邬鄔 滨濱 滢瀅 玮瑋 祎禕 炜煒 烨燁爗 晔曄 骏駿 骁驍 骥驥 琏璉 玑璣 缃緗 缘緣 绮綺 纯純 纲綱 缨纓 "
    "鸣鳴 鹤鶴 鹭鷺 鹃鵑 鸥鷗 娇嬌 婵嬋 妩嫵 娴嫻嫺 茧繭 荟薈 蔷薔 萝蘿 苇葦 兑兌 说說 锐銳 悦悅 阅閱 税稅 "
    "灏灝 涟漣 涧澗 渔漁 浓濃 床牀 况況 净淨 凉涼 减減 决決 准準 彩綵 采採 彦彥 产產産 脉脈 迹跡 线綫線 栖棲"
)


def _standards() -> dict[str, str]:
    pairs = ((variant, group[0]) for group in GROUPS.split() for variant in group[1:])
    return {variant: standard for variant, standard in pairs if variant != standard}


STANDARDS = _standards()


def standard_characters(name: str) -> str:
    """Return the name with every known variant in its standard form, to find likely spellings of one name."""
    return name.translate({ord(variant): standard for variant, standard in STANDARDS.items()})

"""Names as common, as rare and as long as real ones: surnames by frequency, given names by generation."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mingbai.simulation.people.numbers import Ints

# Surname and people in ten thousand, after the household registers' published order.
COMMON = (
    "王 716,李 703,张 675,刘 509,陈 452,杨 313,黄 226,赵 215,吴 209,周 198,徐 163,孙 157,马 132,朱 127,胡 118,"
    "郭 115,何 113,林 112,罗 109,高 108,郑 96,梁 87,谢 75,宋 71,唐 70,许 66,韩 64,邓 63,冯 62,曹 61,彭 60,曾 59,"
    "肖 57,田 56,董 55,潘 54,袁 53,蔡 50,蒋 50,余 48,于 47,杜 46,叶 46,程 45,魏 44,苏 44,吕 43,丁 42,任 41,卢 40,"
    "姚 39,沈 39,钟 38,姜 37,崔 36,谭 35,陆 35,范 34,汪 34,廖 33,石 32,金 32,韦 31,贾 30,夏 29,付 29,方 28,邹 28,"
    "熊 27,白 27,孟 27,秦 26,邱 26,侯 25,江 25,尹 24,薛 24,闫 23,段 22,雷 22,龙 21,黎 21,史 21,陶 20,贺 20,毛 19,"
    "郝 19,顾 18,龚 18,邵 17,万 17,覃 17,武 16,钱 16,戴 16,严 15,莫 15,孔 14,向 14,常 14,汤 13,温 12,康 12,施 11,"
    "文 11,牛 11,樊 11,葛 10,邢 10,安 10,齐 9,易 9,乔 9,伍 9,庞 8,颜 8,倪 8,庄 8,聂 8,章 7,鲁 7,岳 7,翟 7,殷 6,"
    "詹 6,申 6,欧 6,耿 5,关 5,兰 5,焦 5,俞 5,左 5,柳 5,甘 4,祝 4,包 4,宁 4,尚 4,符 4,舒 4,阮 4,柯 4,纪 3,梅 3,童 3,"
    "凌 3,毕 3,单 3,裴 3,霍 3,涂 3,成 3,苗 3,谷 3,盛 3,曲 3,翁 3,冉 3,骆 3,蓝 2,路 2,游 2,辛 2,靳 2,管 2,柴 2,蒙 2,"
    "鲍 2,华 2,喻 2,祁 2,蒲 2,房 2,滕 2,屈 2,饶 2,解 2,牟 2,艾 2,尤 2,阳 2,时 2,穆 2,农 2,司 2,卓 2,古 2,吉 2,缪 2,"
    "简 1,车 1,项 1,连 1,芦 1,麦 1,褚 1,娄 1,窦 1,戚 1,岑 1,景 1,党 1,宫 1,费 1,卜 1,冷 1,晏 1,席 1,卫 1,米 1,柏 1,"
    "宗 1,瞿 1,桂 1,全 1,佟 1,应 1,臧 1,闵 1,苟 1,邬 1,边 1,卞 1,姬 1,师 1,和 1,仇 1,栾 1,隋 1,查 1,区 1,么 1,"
    "欧阳 4,上官 1,司马 1,诸葛 1,尉迟 1,令狐 1,司徒 1,夏侯 1,皇甫 1,东方 1"
)
FAR = (
    "阿卜杜热西提 买买提依明 古丽米热 阿依努尔 艾尼瓦尔 扎西多吉 次仁卓玛 热依汗古丽 吾买尔江 帕提古丽 迪丽努尔 "
    "加央平措"
)
FAR_SHARE = 24  # people in ten thousand whose name has a middle dot
FATHERS = "吐尔逊 阿不都拉 卡斯木 依布拉音 尼亚孜 肉孜 玉素甫 艾合买提 索朗 旺堆 边巴 沙吾提"

OLD_MEN = (
    "建国 国强 志明 德福 永贵 振华 大山 福生 长林 玉堂 守义 根生 金柱 世昌 广才 发财 春生 保国 树林 家兴 明德 兴旺 "
    "有才 万福 喜顺 铁柱 来福 全有 安民 士杰"
)
OLD_WOMEN = (
    "秀英 桂兰 玉兰 淑珍 桂英 秀兰 凤英 玉梅 素芳 翠花 春兰 金凤 玉珍 秀芝 巧云 月英 兰香 彩霞 桂芝 秋菊 爱莲 淑华 "
    "美英 银花 素琴 雪梅 腊梅 引弟 招娣 三妹"
)
YOUNG_MEN = (
    "浩宇 子轩 俊杰 志强 伟 磊 鹏 勇 涛 宇航 嘉豪 博文 天佑 明辉 文博 晓东 海涛 建军 小龙 一鸣 泽宇 家乐 立新 晨阳 "
    "梓豪 旭 堃 喆 家骏 𬱖"
)
YOUNG_WOMEN = (
    "婷婷 丽 静 敏 娜 雨欣 欣怡 梓涵 思琪 晓燕 佳怡 雪 艳红 小芳 玲玲 海燕 诗涵 梦瑶 可馨 雅婷 燕 慧敏 若曦 紫涵 "
    "佳琪 悦 婧 㛃 一诺 晓梅"
)
HEADS = "文 志 建 国 德 永 明 海 春 玉 金 长 世 家 新 少 光 东 立 正 学 宝 庆 云 天 大 小 晓 成 景"
MALE_TAILS = "军 平 华 林 峰 生 福 强 才 祥 龙 波 成 山 富 民 辉 斌 刚 忠 良 清 安 宁 亮 飞 松 江 雄 根"
FEMALE_TAILS = "芳 珍 芬 莲 霞 琴 红 云 娟 梅 英 兰 萍 香 凤 花 娥 琼 菊 仙 华 玲 群 萃 秀 娇 蓉 容 翠 叶"
YOUNG_FROM = 1980


def _pool(names: str, tails: str) -> list[str]:
    """Return given names: those of the list ten times as likely as those put together from two characters."""
    return names.split() * 10 + [head + tail for head in HEADS.split() for tail in tails.split()]


SURNAMES = [entry.split()[0] for entry in COMMON.split(",")] + [name + "·" for name in FAR.split()]
POOLS = (_pool(OLD_WOMEN, FEMALE_TAILS), _pool(OLD_MEN, MALE_TAILS), _pool(YOUNG_WOMEN, FEMALE_TAILS))
POOLS = (*POOLS, _pool(YOUNG_MEN, MALE_TAILS), FATHERS.split())  # type: ignore[assignment]
STARTS = np.cumsum([0, *(len(pool) for pool in POOLS)])
FIRST_FAR = len(SURNAMES) - len(FAR.split())
_weights = np.array([int(entry.split()[1]) for entry in COMMON.split(",")] + [FAR_SHARE / 12] * 12, dtype=float)
CUMULATIVE = np.cumsum(_weights / _weights.sum())
SURNAME_TEXT = pa.array(SURNAMES)
GIVEN_TEXT = pa.array([name for pool in POOLS for name in pool])


@dataclass(frozen=True)
class Names:
    """Names of many people as positions in the lists of surnames and given names."""

    surname: Ints
    given: Ints

    def text(self) -> pa.Array:
        """Return the full names."""
        return pc.binary_join_element_wise(SURNAME_TEXT.take(self.surname), GIVEN_TEXT.take(self.given), "")


def surnames(random: np.random.Generator, people: int) -> Ints:
    """Return so many surnames by frequency."""
    return np.searchsorted(CUMULATIVE, random.random(people)).clip(0, len(SURNAMES) - 1).astype(np.int64)


def given_names(random: np.random.Generator, surname: Ints, born: Ints, male: NDArray[np.bool_]) -> Ints:
    """Return given names of the sex and generation; a far surname gets a father's name after its dot."""
    pool = np.where(surname >= FIRST_FAR, 4, male + 2 * (born >= YOUNG_FROM * 10_000))
    length = np.diff(STARTS)[pool]
    return STARTS[pool] + (random.random(len(surname)) * length).astype(np.int64)


def name_text(surname: int, given: int) -> str:
    """Return one full name."""
    return SURNAMES[surname] + GIVEN_TEXT[given].as_py()  # type: ignore[no-any-return]

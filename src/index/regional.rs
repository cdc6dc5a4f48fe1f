//! Words that Chinese has for one thing in Taiwan, Hong Kong and the mainland: 軟體, 軟件.
//!
//! They differ in more than the form of their characters, so who learnt one finds no page that is written with the
//! other. A page has both. Words of one line mean the same wherever they stand in a support portal; what is another
//! word elsewhere (項目: an item, and a project) is left out, and so is what means something else in Japanese, whose
//! pages have none of these.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::han;
use crate::model::Locale;

/// Pairs of characters, traditional. Of a longer word the pair that tells it: 用者 of 使用者, 務器 of 服務器.
const SAME: &[&str] = &[
    // Machines and what is in them.
    "軟體 軟件",
    "硬體 硬件",
    "韌體 固件",
    "螢幕 屏幕",
    "滑鼠 鼠標",
    "硬碟 硬盤",
    "憶體 內存",
    "表機 印機",
    "列印 打印",
    "伺服 務器",
    // Networks.
    "網路 網絡",
    "網域 域名",
    "頻寬 帶寬",
    "寬頻 寬帶",
    "接埠 端口",
    "連線 連接",
    "連結 鏈接",
    "線上 在線",
    // Texts and data.
    "資訊 信息",
    "訊息 消息",
    "簡訊 短信 短訊",
    "資料 數據",
    "料庫 據庫",
    "料夾 件夾",
    "檔案 文件",
    "影片 視頻",
    "視訊 視頻",
    "子郵 電郵",
    "金鑰 密鑰",
    "憑證 證書",
    // What one does.
    "登入 登錄",
    "登出 退出",
    "設定 設置",
    "搜尋 搜索",
    "儲存 保存",
    "複製 拷貝",
    "貼上 粘貼",
    "存取 訪問",
    "還原 恢復",
    "支援 支持",
    "諮詢 咨詢",
    "協助 幫助",
    "聯絡 聯繫",
    "回應 響應",
    "預設 默認",
    "當機 死機",
    "訂閱 訂用",
    // Who, and by what.
    "用者 用戶",
    "帳號 帳戶",
    "合約 合同",
    "選單 菜單",
    "視窗 窗口",
    "介面 界面",
    "範本 模板",
    "快取 緩存",
    "品質 質量",
];

/// The script that Chinese is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chinese {
    /// In Taiwan, Hong Kong and Macau.
    Traditional,
    /// Elsewhere.
    Simplified,
}

impl Chinese {
    /// Of a language, if it is Chinese.
    pub fn of(language: &Locale) -> Option<Self> {
        let is_traditional = match language.as_str().split('-').nth(1) {
            Some("Hant") => true,
            Some("Hans") => false,
            _ => matches!(language.region(), Some("TW" | "HK" | "MO")),
        };
        (language.language() == "zh").then_some(match is_traditional {
            true => Self::Traditional,
            false => Self::Simplified,
        })
    }

    /// What `pair`, in its simplified form, is called elsewhere, in this script.
    pub fn others(self, pair: &str) -> &'static [String] {
        let [traditional, simplified] = &*OTHERS;
        let others = match self {
            Self::Traditional => traditional,
            Self::Simplified => simplified,
        };
        others.get(pair).map_or(&[], Vec::as_slice)
    }
}

/// The others of each pair, traditional and simplified.
static OTHERS: LazyLock<[HashMap<String, Vec<String>>; 2]> = LazyLock::new(|| {
    let simplified = |word: &str| -> String { word.chars().map(han::simplified).collect() };
    let mut all = [HashMap::new(), HashMap::new()];
    for line in SAME {
        for (number, line) in [(*line).to_owned(), simplified(line)].iter().enumerate() {
            let words = || line.split(' ');
            for word in words() {
                let known: &mut Vec<String> = all[number].entry(simplified(word)).or_default();
                known.extend(words().filter(|other| *other != word).map(str::to_owned));
            }
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_a_pair_that_stands_in_one_line_or_means_what_both_say() {
        for word in SAME.iter().flat_map(|line| line.split(' ')) {
            assert_eq!(word.chars().count(), 2, "{word}");
        }
        assert_eq!(Chinese::Simplified.others("软件"), ["软体"]);
        assert_eq!(Chinese::Traditional.others("软件"), ["軟體"]);
        assert_eq!(Chinese::Traditional.others("视频"), ["影片", "視訊"]);
    }

    #[test]
    fn the_script_is_that_of_the_tag() {
        let of = |tag| Chinese::of(&Locale::new(tag).unwrap());
        for tag in ["zh-TW", "zh-HK", "zh-Hant", "zh-Hant-CN"] {
            assert_eq!(of(tag), Some(Chinese::Traditional), "{tag}");
        }
        for tag in ["zh", "zh-CN", "zh-SG", "zh-Hans-HK"] {
            assert_eq!(of(tag), Some(Chinese::Simplified), "{tag}");
        }
        assert_eq!(of("ja"), None);
    }
}

#include "core/edf/deidentify_words.h"

#include "core/base/text_fields.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace hypnodesk::edf_detail {

namespace {

using Words = std::unordered_set<std::string_view>;

/// `text` must live as long as the program.
Words wordSet(std::string_view text) {
    const std::vector<std::string_view> words = split(text, ' ');
    return {words.begin(), words.end()};
}

/// Stages and events as the AASM manual, the EDF+ list of standard texts, NSRR and Sleep-EDF write them.
const Words& eventWords() {
    static const Words words =
        wordSet("sleep stage w wake awake n n1 n2 n3 n4 s0 s1 s2 s3 s4 r rem nrem nrem1 nrem2 nrem3 "
                "nrem4 mt movement movements time unscored unknown scored not no artefact artifact a m "
                "and or of the in to at with without lights light off on out recording starts start "
                "started ends end ended stop stopped begin onset offset pause resume apnea apnoea apneas "
                "obstructive central mixed hypopnea hypopnoea hypoventilation rera respiratory effort "
                "related event events cheyne stokes breathing breath periodic snore snoring desaturation "
                "desat spo2 sao2 o2 oxygen saturation arousal arousals micro microarousal spontaneous "
                "eeg eog emg ecg ekg limb leg arm plm plms lm isolated left right bilateral bruxism k "
                "complex spindle spindles slow wave waves sawtooth vertex sharp alpha beta delta theta "
                "sigma rhythm eye eyes blink open closed close rapid body position supine prone upright "
                "sitting standing turn head bradycardia tachycardia asystole arrhythmia atrial "
                "ventricular fibrillation flutter heart rate beat pulse cpap bipap pap titration mask "
                "pressure leak calibration biocalibration impedance check signal lost loss electrode "
                "channel quality good bad flat clipped gap epoch night bed restroom bathroom toilet "
                "technician intervention marker trigger stimulus response button seizure spike spikes "
                "noise hz db s min sec seconds minutes rest task t0 t1 t2 new segment boundary type "
                "score analysis period invalid valid data edf bdf annotations annotation startdate");
    return words;
}

/// Sensors, filters and channel labels.
const Words& deviceWords() {
    static const Words words =
        wordSet("ag agcl agagcl silver chloride gold tin cup disc disk electrodes active passive "
                "electrode thermistor thermocouple thermal nasal oral oronasal cannula airflow flow belt "
                "band strain gauge piezo piezoelectric rip inductance plethysmography plethysmogram "
                "pleth oximeter oximetry finger ear microphone sensor submental chin tibialis anterior "
                "mastoid abdomen abdominal abdo chest thorax thoracic temp temperature rectal resp "
                "horizontal vertical status marker hp lp hpf lpf bp hz khz mhz db oct octave none dc ac "
                "notch high low pass filter cutoff order butterworth bessel fir iir lff hff tc uv mv v s "
                "enhanced cassette bw a nan pin type button triggers rectification filtering no unknown "
                "software generated thermistors hold during seconds ms n on off and to eeg eog emg ecg "
                "ekg spo2 sao2 stim ref reference gnd ground fp1 fp2 fpz fz cz pz oz f3 f4 f7 f8 c3 c4 "
                "p3 p4 o1 o2 t3 t4 t5 t6 t7 t8 p7 p8 a1 a2 m1 m2 e1 e2 loc roc lat rat leg arm left "
                "right snore position pos pulse hr cpap pressure event psg");
    return words;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A word, or a number with what is attached to it: "n2", "75" "hz".
struct Piece {
    std::string word;   ///< lower case; empty for a bare number
    std::string number; ///< as written, "0.1"; empty for a word
};

/// "0.1": at most three digits, one decimal point and three digits more.
std::optional<std::string> numberAt(std::string_view text) {
    const std::string number(text.substr(0, text.find_first_not_of("0123456789.")));
    const std::size_t point = number.find('.');
    const std::string_view whole = std::string_view(number).substr(0, point);
    const std::string_view decimals =
        point == std::string::npos ? std::string_view() : std::string_view(number).substr(point + 1);
    if (whole.size() > 3 || decimals.size() > 3 || decimals.find('.') != std::string_view::npos)
        return std::nullopt;
    return number;
}

/// Nullopt where other than printable ASCII occurs, or a number that may be a date or somebody's.
std::optional<std::vector<Piece>> piecesOf(std::string_view text) {
    std::vector<Piece> pieces;
    while (!text.empty()) {
        if (const auto byte = static_cast<unsigned char>(text[0]); byte < 0x20 || byte > 0x7E)
            return std::nullopt;
        Piece piece;
        if (isDigit(text[0])) {
            const auto number = numberAt(text);
            if (!number)
                return std::nullopt;
            piece.number = *number;
            text.remove_prefix(number->size());
        } else if (!isLetter(text[0])) {
            text.remove_prefix(1);
            continue;
        }
        while (!text.empty() && (isLetter(text[0]) || (isDigit(text[0]) && piece.number.empty()))) {
            piece.word.push_back(text[0]);
            text.remove_prefix(1);
        }
        piece.word = toLowerAscii(piece.word);
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

} // namespace

bool isCleanText(std::string_view text) {
    const auto pieces = piecesOf(text);
    if (!pieces)
        return false;
    int numbers = 0;
    for (const Piece& piece : *pieces) {
        numbers += piece.number.empty() ? 0 : 1;
        if (!piece.word.empty() && !eventWords().contains(piece.word))
            return false;
    }
    return numbers <= 1;
}

bool isCleanDescription(std::string_view text) {
    const auto pieces = piecesOf(text);
    if (!pieces)
        return false;
    int numbersInSuccession = 0; // three of them are a date
    for (const Piece& piece : *pieces) {
        numbersInSuccession = piece.number.empty() ? 0 : numbersInSuccession + 1;
        if (numbersInSuccession > 2 && piece.word.empty())
            return false;
        if (!piece.word.empty() && !deviceWords().contains(piece.word))
            return false;
        if (!piece.word.empty())
            numbersInSuccession = 0;
    }
    return true;
}

bool isCommonWord(std::string_view word) {
    const std::string lower = toLowerAscii(word);
    return eventWords().contains(lower) || deviceWords().contains(lower);
}

} // namespace hypnodesk::edf_detail

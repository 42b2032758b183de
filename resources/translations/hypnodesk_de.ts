<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open recording...</source>
        <translation>Aufzeichnung ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>&amp;Import hypnogram...</source>
        <translation>Hypnogramm &amp;importieren...</translation>
    </message>
    <message>
        <source>&amp;Export hypnogram...</source>
        <translation>Hypnogramm &amp;exportieren...</translation>
    </message>
    <message>
        <source>Save a copy of the &amp;study as...</source>
        <translation>&amp;Kopie der Studie speichern...</translation>
    </message>
    <message>
        <source>E&amp;vidence for this scoring...</source>
        <translation>&amp;Nachweis zu dieser Auswertung...</translation>
    </message>
    <message>
        <source>&amp;De-identified copies...</source>
        <translation>&amp;De-identifizierte Kopien...</translation>
    </message>
    <message>
        <source>&amp;Close recording</source>
        <translation>Aufzeichnung s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Wake</source>
        <translation>&amp;Wach</translation>
    </message>
    <message>
        <source>N&amp;1</source>
        <translation>N&amp;1</translation>
    </message>
    <message>
        <source>N&amp;2</source>
        <translation>N&amp;2</translation>
    </message>
    <message>
        <source>N&amp;3</source>
        <translation>N&amp;3</translation>
    </message>
    <message>
        <source>&amp;REM</source>
        <translation>&amp;REM</translation>
    </message>
    <message>
        <source>&amp;Unscored</source>
        <translation>&amp;Unbewertet</translation>
    </message>
    <message>
        <source>&amp;Movement</source>
        <translation>&amp;Bewegung</translation>
    </message>
    <message>
        <source>&amp;Artefact</source>
        <translation>&amp;Artefakt</translation>
    </message>
    <message>
        <source>&amp;Clear and step back</source>
        <translation>Lös&amp;chen und zurück</translation>
    </message>
    <message>
        <source>Acce&amp;pt the network&apos;s stage</source>
        <translation>Vorschlag des &amp;Netzes übernehmen</translation>
    </message>
    <message>
        <source>Take its &amp;second choice</source>
        <translation>&amp;Zweite Wahl übernehmen</translation>
    </message>
    <message>
        <source>A&amp;dvance after scoring</source>
        <translation>Nach der Bewertung weiter&amp;gehen</translation>
    </message>
    <message>
        <source>Advance to the ne&amp;xt epoch</source>
        <translation>Weiter zur nächsten &amp;Epoche</translation>
    </message>
    <message>
        <source>Advance to the next unscored epoch</source>
        <translation>Weiter zur nächsten unbewerteten Epoche</translation>
    </message>
    <message>
        <source>Advance to the next doubtful epoch</source>
        <translation>Weiter zur nächsten zweifelhaften Epoche</translation>
    </message>
    <message>
        <source>Accept all a&amp;bove a confidence...</source>
        <translation>Alle ab einer &amp;Sicherheit übernehmen...</translation>
    </message>
    <message>
        <source>Wake, then next epoch</source>
        <translation>Wach, dann nächste Epoche</translation>
    </message>
    <message>
        <source>N1, then next epoch</source>
        <translation>N1, dann nächste Epoche</translation>
    </message>
    <message>
        <source>N2, then next epoch</source>
        <translation>N2, dann nächste Epoche</translation>
    </message>
    <message>
        <source>N3, then next epoch</source>
        <translation>N3, dann nächste Epoche</translation>
    </message>
    <message>
        <source>REM, then next epoch</source>
        <translation>REM, dann nächste Epoche</translation>
    </message>
    <message>
        <source>&amp;Lights off at the begin of this epoch</source>
        <translation>&amp;Licht aus am Anfang dieser Epoche</translation>
    </message>
    <message>
        <source>Lights &amp;on at the end of this epoch</source>
        <translation>Licht an am En&amp;de dieser Epoche</translation>
    </message>
    <message>
        <source>&amp;New scoring...</source>
        <translation>&amp;Neue Auswertung...</translation>
    </message>
    <message>
        <source>&amp;Copy this scoring...</source>
        <translation>Auswertung &amp;kopieren...</translation>
    </message>
    <message>
        <source>Re&amp;name this scoring...</source>
        <translation>Auswertung &amp;umbenennen...</translation>
    </message>
    <message>
        <source>&amp;Delete this scoring...</source>
        <translation>Auswertung lösc&amp;hen...</translation>
    </message>
    <message>
        <source>Com&amp;pare two scorings...</source>
        <translation>Z&amp;wei Auswertungen vergleichen...</translation>
    </message>
    <message>
        <source>Next disa&amp;greement</source>
        <translation>Nächste Abweichun&amp;g</translation>
    </message>
    <message>
        <source>Previous d&amp;isagreement</source>
        <translation>&amp;Vorige Abweichung</translation>
    </message>
    <message>
        <source>Consensus: stage of the ro&amp;ws</source>
        <translation>Konsens: Stadium der &amp;Zeilen</translation>
    </message>
    <message>
        <source>Consensus: stage of the col&amp;umns</source>
        <translation>Konsens: Stadium der S&amp;palten</translation>
    </message>
    <message>
        <source>&amp;Sign off as reviewed...</source>
        <translation>Als geprüft &amp;freigeben...</translation>
    </message>
    <message>
        <source>New re&amp;vision of this scoring</source>
        <translation>Neue &amp;Revision dieser Auswertung</translation>
    </message>
    <message>
        <source>&amp;Training with the network hidden</source>
        <translation>&amp;Training mit verdecktem Netz</translation>
    </message>
    <message>
        <source>Agreement in trainin&amp;g...</source>
        <translation>Üb&amp;ereinstimmung im Training...</translation>
    </message>
    <message>
        <source>&amp;Score the night</source>
        <translation>&amp;Nacht auswerten</translation>
    </message>
    <message>
        <source>&amp;Cancel scoring</source>
        <translation>Auswertung &amp;abbrechen</translation>
    </message>
    <message>
        <source>&amp;Next epoch</source>
        <translation>&amp;Nächste Epoche</translation>
    </message>
    <message>
        <source>&amp;Previous epoch</source>
        <translation>&amp;Vorige Epoche</translation>
    </message>
    <message>
        <source>Next &amp;doubtful epoch</source>
        <translation>Nächste &amp;zweifelhafte Epoche</translation>
    </message>
    <message>
        <source>Previous d&amp;oubtful epoch</source>
        <translation>Vorige z&amp;weifelhafte Epoche</translation>
    </message>
    <message>
        <source>Most dou&amp;btful epochs first</source>
        <translation>Zweifelhafteste Epochen z&amp;uerst</translation>
    </message>
    <message>
        <source>Next stage &amp;change</source>
        <translation>Nächster &amp;Stadienwechsel</translation>
    </message>
    <message>
        <source>Previous stage chan&amp;ge</source>
        <translation>Voriger S&amp;tadienwechsel</translation>
    </message>
    <message>
        <source>Next p&amp;age</source>
        <translation>Nächste Se&amp;ite</translation>
    </message>
    <message>
        <source>Previous pa&amp;ge</source>
        <translation>Vorige S&amp;eite</translation>
    </message>
    <message>
        <source>Scroll a second &amp;later</source>
        <translation>Eine Sekunde s&amp;päter</translation>
    </message>
    <message>
        <source>Scroll a second &amp;earlier</source>
        <translation>Eine Sekunde &amp;früher</translation>
    </message>
    <message>
        <source>&amp;First epoch</source>
        <translation>E&amp;rste Epoche</translation>
    </message>
    <message>
        <source>&amp;Last epoch</source>
        <translation>&amp;Letzte Epoche</translation>
    </message>
    <message>
        <source>Go &amp;to epoch or clock time...</source>
        <translation>Zu Epoche &amp;oder Uhrzeit...</translation>
    </message>
    <message>
        <source>&amp;Larger traces</source>
        <translation>&amp;Größere Kurven</translation>
    </message>
    <message>
        <source>&amp;Smaller traces</source>
        <translation>&amp;Kleinere Kurven</translation>
    </message>
    <message>
        <source>Smaller trace under the p&amp;ointer</source>
        <translation>Kurve unter dem Zeiger k&amp;leiner</translation>
    </message>
    <message>
        <source>Lines at ±37.5 µ&amp;V</source>
        <translation>Linien bei ±37,5 µ&amp;V</translation>
    </message>
    <message>
        <source>&amp;Measure the screen...</source>
        <translation>Bildschirm &amp;ausmessen...</translation>
    </message>
    <message>
        <source>&amp;Negative up</source>
        <translation>&amp;Negativ nach oben</translation>
    </message>
    <message>
        <source>Shor&amp;ter page</source>
        <translation>Kü&amp;rzere Seite</translation>
    </message>
    <message>
        <source>&amp;Whole night below</source>
        <translation>Ganze Nacht &amp;unten</translation>
    </message>
    <message>
        <source>Next &amp;control (keyboard focus)</source>
        <translation>Nächstes &amp;Bedienelement (Tastaturfokus)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>Vollb&amp;ild</translation>
    </message>
    <message>
        <source>&amp;Spectrogram of the page</source>
        <translation>&amp;Spektrogramm der Seite</translation>
    </message>
    <message>
        <source>&amp;Whole night</source>
        <translation>Ganze &amp;Nacht</translation>
    </message>
    <message>
        <source>Si&amp;gnals</source>
        <translation>Si&amp;gnale</translation>
    </message>
    <message>
        <source>&amp;Comparison</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;Review queue</source>
        <translation>&amp;Prüfliste</translation>
    </message>
    <message>
        <source>Why &amp;this stage?</source>
        <translation>&amp;Warum dieses Stadium?</translation>
    </message>
    <message>
        <source>&amp;Enlarge this panel, or back</source>
        <translation>B&amp;ereich vergrößern oder zurück</translation>
    </message>
    <message>
        <source>&amp;Reset panels</source>
        <translation>Bereiche &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Contralateral mastoids</source>
        <translation>&amp;Kontralaterale Mastoide</translation>
    </message>
    <message>
        <source>&amp;Edit montages...</source>
        <translation>Montagen &amp;bearbeiten...</translation>
    </message>
    <message>
        <source>Montage 1</source>
        <translation>Montage 1</translation>
    </message>
    <message>
        <source>Montage 2</source>
        <translation>Montage 2</translation>
    </message>
    <message>
        <source>Montage 3</source>
        <translation>Montage 3</translation>
    </message>
    <message>
        <source>Montage 4</source>
        <translation>Montage 4</translation>
    </message>
    <message>
        <source>Montage 5</source>
        <translation>Montage 5</translation>
    </message>
    <message>
        <source>Montage 6</source>
        <translation>Montage 6</translation>
    </message>
    <message>
        <source>Montage 7</source>
        <translation>Montage 7</translation>
    </message>
    <message>
        <source>Montage 8</source>
        <translation>Montage 8</translation>
    </message>
    <message>
        <source>Montage 9</source>
        <translation>Montage 9</translation>
    </message>
    <message>
        <source>Montage 10</source>
        <translation>Montage 10</translation>
    </message>
    <message>
        <source>Montage 11</source>
        <translation>Montage 11</translation>
    </message>
    <message>
        <source>Montage 12</source>
        <translation>Montage 12</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About Hypnodesk</source>
        <translation>Ü&amp;ber Hypnodesk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Stage</source>
        <translation>&amp;Stadium</translation>
    </message>
    <message>
        <source>S&amp;coring</source>
        <translation>&amp;Auswertung</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>&amp;Netz</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Ansi&amp;cht</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>Bereic&amp;he</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Change &amp;settings...</source>
        <translation>Einstellungen ä&amp;ndern...</translation>
    </message>
    <message>
        <source>&amp;Import settings...</source>
        <translation>Einstellungen &amp;importieren...</translation>
    </message>
    <message>
        <source>&amp;Export settings...</source>
        <translation>Einstellungen &amp;exportieren...</translation>
    </message>
    <message>
        <source>Larger trace un&amp;der the pointer</source>
        <translation>Kurve unter dem &amp;Zeiger größer</translation>
    </message>
    <message>
        <source>Longe&amp;r page</source>
        <translation>Längere &amp;Seite</translation>
    </message>
    <message>
        <source>Larger te&amp;xts</source>
        <translation>Größere Te&amp;xte</translation>
    </message>
    <message>
        <source>Smaller texts</source>
        <translation>Kleinere Texte</translation>
    </message>
    <message>
        <source>Texts of &amp;usual size</source>
        <translation>Texte in n&amp;ormaler Größe</translation>
    </message>
    <message>
        <source>&amp;Guided first night</source>
        <translation>&amp;Geführte erste Nacht</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>&amp;Number pad</source>
        <translation>Zi&amp;ffernblock</translation>
    </message>
    <message>
        <source>Mont&amp;age</source>
        <translation>&amp;Montage</translation>
    </message>
    <message>
        <source>&amp;Report...</source>
        <translation>Be&amp;richt...</translation>
    </message>
    <message>
        <source>&amp;Choose kind of event...</source>
        <translation>Art des Ereignisses &amp;wählen...</translation>
    </message>
    <message>
        <source>&amp;Mark an event of this kind here</source>
        <translation>Ereignis dieser Art hier &amp;markieren</translation>
    </message>
    <message>
        <source>&amp;Next event</source>
        <translation>&amp;Nächstes Ereignis</translation>
    </message>
    <message>
        <source>&amp;Previous event</source>
        <translation>&amp;Voriges Ereignis</translation>
    </message>
    <message>
        <source>Slow-wave &amp;ruler</source>
        <translation>&amp;Lineal für langsame Wellen</translation>
    </message>
    <message>
        <source>Mark the slow &amp;waves of this epoch</source>
        <translation>Langsame Wellen dieser &amp;Epoche markieren</translation>
    </message>
    <message>
        <source>Spectrogram as the network sees it</source>
        <translation>Spektrogramm, wie das Netz es sieht</translation>
    </message>
    <message>
        <source>Lines between the EEG &amp;bands</source>
        <translation>Linien z&amp;wischen den EEG-Bändern</translation>
    </message>
    <message>
        <source>Options of the spectrogram...</source>
        <translation>Optionen des Spektrogramms...</translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation>Ere&amp;ignisse</translation>
    </message>
    <message>
        <source>S&amp;pectrum of the epoch</source>
        <translation>Spek&amp;trum der Epoche</translation>
    </message>
    <message>
        <source>Even&amp;ts</source>
        <translation>E&amp;reignisse</translation>
    </message>
    <message>
        <source>G&amp;uide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;Retrain the model...</source>
        <translation>Netz nach&amp;trainieren...</translation>
    </message>
    <message>
        <source>&amp;Models...</source>
        <translation>&amp;Modelle...</translation>
    </message>
    <message>
        <source>&amp;Agreement over the months...</source>
        <translation>Übereinstimmung über die M&amp;onate...</translation>
    </message>
    <message>
        <source>Mark an &amp;arousal</source>
        <translation>Ein &amp;Arousal markieren</translation>
    </message>
    <message>
        <source>Mark an arte&amp;fact</source>
        <translation>Ein Arte&amp;fakt markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;spindle</source>
        <translation>Eine &amp;Spindel markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;K-complex</source>
        <translation>Einen &amp;K-Komplex markieren</translation>
    </message>
    <message>
        <source>Mark an &amp;obstructive apnoea</source>
        <translation>Eine &amp;obstruktive Apnoe markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;central apnoea</source>
        <translation>Eine &amp;zentrale Apnoe markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;mixed apnoea</source>
        <translation>Eine ge&amp;mischte Apnoe markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;hypopnoea</source>
        <translation>Eine &amp;Hypopnoe markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;RERA</source>
        <translation>Ein &amp;RERA markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;desaturation</source>
        <translation>Eine &amp;Entsättigung markieren</translation>
    </message>
    <message>
        <source>Mark a s&amp;nore</source>
        <translation>Ein S&amp;chnarchen markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;limb movement</source>
        <translation>Eine &amp;Beinbewegung markieren</translation>
    </message>
    <message>
        <source>Mark free &amp;text...</source>
        <translation>Freien &amp;Text markieren...</translation>
    </message>
    <message>
        <source>Mark &amp;here</source>
        <translation>H&amp;ier markieren</translation>
    </message>
    <message>
        <source>Choose epochs up to a later one</source>
        <translation>Epochen bis zu einer späteren wählen</translation>
    </message>
    <message>
        <source>Choose epochs up to an earlier one</source>
        <translation>Epochen bis zu einer früheren wählen</translation>
    </message>
    <message>
        <source>Stages of Rechtschaffen and Kales</source>
        <translation>Stadien nach Rechtschaffen und Kales</translation>
    </message>
</context>
<context>
    <name>DisplayState</name>
    <message>
        <source>whole night</source>
        <translation>ganze Nacht</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz</source>
        <translation>EEG 0,3-35 Hz</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz, notch 50</source>
        <translation>EEG 0,3-35 Hz, Netzfilter 50</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz, notch 60</source>
        <translation>EEG 0,3-35 Hz, Netzfilter 60</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>as the desktop</source>
        <translation>wie der Desktop</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>hoher Kontrast</translation>
    </message>
    <message>
        <source>Page len&amp;gth</source>
        <translation>Sei&amp;tenlänge</translation>
    </message>
    <message>
        <source>Display f&amp;ilter</source>
        <translation>Anzeige&amp;filter</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>Farbs&amp;chema</translation>
    </message>
</context>
<context>
    <name>EpochPanel</name>
    <message>
        <source>not scored yet</source>
        <translation>noch nicht bewertet</translation>
    </message>
    <message>
        <source>proposed by the network</source>
        <translation>vom Netz vorgeschlagen</translation>
    </message>
    <message>
        <source>proposal accepted</source>
        <translation>Vorschlag übernommen</translation>
    </message>
    <message>
        <source>cleared by hand</source>
        <translation>von Hand gelöscht</translation>
    </message>
    <message>
        <source>scored by hand</source>
        <translation>von Hand bewertet</translation>
    </message>
    <message>
        <source>read from a file</source>
        <translation>aus einer Datei gelesen</translation>
    </message>
    <message>
        <source>signal is flat: do not trust</source>
        <translation>Signal ist flach: nicht vertrauen</translation>
    </message>
    <message>
        <source>signal is clipped: do not trust</source>
        <translation>Signal ist abgeschnitten: nicht vertrauen</translation>
    </message>
    <message>
        <source>nothing was recorded</source>
        <translation>nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>Epoch %1/%2</source>
        <translation>Epoche %1/%2</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>Sicherheit %1</translation>
    </message>
    <message>
        <source>doubtful, second choice %1</source>
        <translation>zweifelhaft, zweite Wahl %1</translation>
    </message>
    <message>
        <source>the views disagree: raw %1, spectrogram %2</source>
        <translation>die Sichten widersprechen sich: Rohsignal %1, Spektrogramm %2</translation>
    </message>
    <message>
        <source>read from a file, by AASM %1</source>
        <translation>aus einer Datei, nach AASM %1</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>Check that the drive is connected and that the file was not moved or renamed.</source>
        <translation>Prüfen Sie, ob das Laufwerk verbunden ist und ob die Datei verschoben oder umbenannt wurde.</translation>
    </message>
    <message>
        <source>Check that you may read this file, or copy it to a folder of your own and open the copy.</source>
        <translation>Prüfen Sie, ob Sie diese Datei lesen dürfen, oder kopieren Sie sie in einen eigenen Ordner und öffnen Sie die Kopie.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space on this one. Nothing was lost.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz in diesem. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>Hypnodesk opens EDF, EDF+, BDF and BDF+ recordings. Export the night as EDF and open that file.</source>
        <translation>Hypnodesk öffnet Aufzeichnungen in EDF, EDF+, BDF und BDF+. Exportieren Sie die Nacht als EDF und öffnen Sie diese Datei.</translation>
    </message>
    <message>
        <source>The file is damaged beyond repair. Export or copy it again from where it came.</source>
        <translation>Die Datei ist irreparabel beschädigt. Exportieren oder kopieren Sie sie erneut von ihrem Ursprung.</translation>
    </message>
    <message>
        <source>Export it in another variant (EDF+ is the safest), or update Hypnodesk.</source>
        <translation>Exportieren Sie sie in einer anderen Variante (EDF+ ist die sicherste), oder aktualisieren Sie Hypnodesk.</translation>
    </message>
    <message>
        <source>Choose another channel, or a file that holds this data.</source>
        <translation>Wählen Sie einen anderen Kanal, oder eine Datei, die diese Daten enthält.</translation>
    </message>
    <message>
        <source>The file was changed or damaged since it was made. Replace it with a fresh copy.</source>
        <translation>Die Datei wurde seit ihrer Entstehung verändert oder beschädigt. Ersetzen Sie sie durch eine frische Kopie.</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>Berichtigen Sie den Wert und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Score on the processor instead, or check the installation of Hypnodesk.</source>
        <translation>Werten Sie stattdessen auf dem Prozessor aus, oder prüfen Sie die Installation von Hypnodesk.</translation>
    </message>
    <message>
        <source>This is a defect of Hypnodesk. Please report it together with this text.</source>
        <translation>Das ist ein Fehler von Hypnodesk. Bitte melden Sie ihn zusammen mit diesem Text.</translation>
    </message>
    <message>
        <source>file not found</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>file cannot be read</source>
        <translation>Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>file cannot be written</source>
        <translation>Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>not a known file format</source>
        <translation>kein bekanntes Dateiformat</translation>
    </message>
    <message>
        <source>file is damaged</source>
        <translation>Datei ist beschädigt</translation>
    </message>
    <message>
        <source>file format is not supported</source>
        <translation>Dateiformat wird nicht unterstützt</translation>
    </message>
    <message>
        <source>data not present</source>
        <translation>Daten sind nicht vorhanden</translation>
    </message>
    <message>
        <source>content does not match its digest</source>
        <translation>Inhalt passt nicht zu seiner Prüfsumme</translation>
    </message>
    <message>
        <source>invalid value</source>
        <translation>ungültiger Wert</translation>
    </message>
    <message>
        <source>computing device not available</source>
        <translation>Rechengerät nicht verfügbar</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Arousal</source>
        <translation>Arousal</translation>
    </message>
    <message>
        <source>AR</source>
        <translation>AR</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>ART</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>Spindle</source>
        <translation>Spindel</translation>
    </message>
    <message>
        <source>SP</source>
        <translation>SP</translation>
    </message>
    <message>
        <source>K-complex</source>
        <translation>K-Komplex</translation>
    </message>
    <message>
        <source>KC</source>
        <translation>KK</translation>
    </message>
    <message>
        <source>Slow wave</source>
        <translation>Langsame Welle</translation>
    </message>
    <message>
        <source>SW</source>
        <translation>LW</translation>
    </message>
    <message>
        <source>Obstructive apnoea</source>
        <translation>Obstruktive Apnoe</translation>
    </message>
    <message>
        <source>OA</source>
        <translation>OA</translation>
    </message>
    <message>
        <source>Central apnoea</source>
        <translation>Zentrale Apnoe</translation>
    </message>
    <message>
        <source>CA</source>
        <translation>ZA</translation>
    </message>
    <message>
        <source>Mixed apnoea</source>
        <translation>Gemischte Apnoe</translation>
    </message>
    <message>
        <source>MA</source>
        <translation>GA</translation>
    </message>
    <message>
        <source>Hypopnoea</source>
        <translation>Hypopnoe</translation>
    </message>
    <message>
        <source>HY</source>
        <translation>HY</translation>
    </message>
    <message>
        <source>RERA</source>
        <translation>RERA</translation>
    </message>
    <message>
        <source>Desaturation</source>
        <translation>Entsättigung</translation>
    </message>
    <message>
        <source>DES</source>
        <translation>DES</translation>
    </message>
    <message>
        <source>Snore</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>SN</source>
        <translation>SN</translation>
    </message>
    <message>
        <source>Limb movement</source>
        <translation>Beinbewegung</translation>
    </message>
    <message>
        <source>LM</source>
        <translation>BB</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>NOTE</source>
        <translation>NOTIZ</translation>
    </message>
    <message>
        <source>Arousals</source>
        <translation>Arousals</translation>
    </message>
    <message>
        <source>Respiration</source>
        <translation>Atmung</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Bewegungen</translation>
    </message>
    <message>
        <source>Graphoelements</source>
        <translation>Graphoelemente</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Slow waves: %1 of %2 s (%3 % of %4 %)</source>
        <translation>Langsame Wellen: %1 von %2 s (%3 % von %4 %)</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Guide to Hypnodesk</source>
        <translation>Handbuch zu Hypnodesk</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Statistic</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Name in files</source>
        <translation>Name in Dateien</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>Endung</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>The number pad scores and goes on; the top row follows the switch.</source>
        <translation>Der Ziffernblock bewertet und geht weiter; die obere Reihe folgt dem Schalter.</translation>
    </message>
    <message>
        <source>B and N go to the previous and the next epoch.</source>
        <translation>B und N gehen zur vorigen und zur nächsten Epoche.</translation>
    </message>
    <message>
        <source>9 is wake, 5 is REM, 8 is movement, 0 clears.</source>
        <translation>9 ist Wach, 5 ist REM, 8 ist Bewegung, 0 löscht.</translation>
    </message>
    <message>
        <source>0 to 4; the number pad scores and goes on, the top row stays.</source>
        <translation>0 bis 4; der Ziffernblock bewertet und geht weiter, die obere Reihe bleibt.</translation>
    </message>
    <message>
        <source>There is no key map &quot;%1&quot;; the keys of Hypnodesk are used.</source>
        <translation>Es gibt keine Tastenbelegung „%1“; es gelten die Tasten von Hypnodesk.</translation>
    </message>
    <message>
        <source>In the key map &quot;%1&quot; these entries mean nothing and were left out: %2.</source>
        <translation>In der Tastenbelegung „%1“ bedeuten diese Einträge nichts und entfallen: %2.</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, geändert</translation>
    </message>
    <message>
        <source>Keys of Hypnodesk: %1</source>
        <translation>Tasten von Hypnodesk: %1</translation>
    </message>
    <message>
        <source>7 and D clear, 8 is movement, 9 is artefact; A marks an arousal, Shift+A an artefact, J a spindle, K a K-complex.</source>
        <translation>7 und D löschen, 8 ist Bewegung, 9 ist Artefakt; A markiert ein Arousal, Umschalt+A ein Artefakt, J eine Spindel, K einen K-Komplex.</translation>
    </message>
    <message>
        <source>Letters and digits for stages, Delete clears, A is artefact; F2 to F5, F7 to F10 and F12 mark events.</source>
        <translation>Buchstaben und Ziffern für Stadien, Entf löscht, A ist Artefakt; F2 bis F5, F7 bis F10 und F12 markieren Ereignisse.</translation>
    </message>
</context>
<context>
    <name>Montages</name>
    <message>
        <source>Standard (contralateral mastoids)</source>
        <translation>Standard (kontralaterale Mastoide)</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>EEG only</source>
        <translation>Nur EEG</translation>
    </message>
    <message>
        <source>Respiration</source>
        <translation>Atmung</translation>
    </message>
</context>
<context>
    <name>NightPainter</name>
    <message>
        <source>computing…</source>
        <translation>wird berechnet…</translation>
    </message>
    <message>
        <source>lights off</source>
        <translation>Licht aus</translation>
    </message>
    <message>
        <source>lights on</source>
        <translation>Licht an</translation>
    </message>
    <message>
        <source>conf.</source>
        <comment>confidence of the network, as short as possible</comment>
        <translation>Sich.</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>stage, where it comes from</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>confidence %1 %</source>
        <translation>Sicherheit %1 %</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <comment>Rechtschaffen and Kales, AASM</comment>
        <translation>%1 = %2</translation>
    </message>
</context>
<context>
    <name>Retraining</name>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>no measurable difference</source>
        <translation>kein messbarer Unterschied</translation>
    </message>
    <message>
        <source>cannot be measured</source>
        <translation>nicht messbar</translation>
    </message>
    <message>
        <source>The new model is better on nights it never saw.</source>
        <translation>Das neue Modell ist besser, in Nächten, die es nie gesehen hat.</translation>
    </message>
    <message>
        <source>The new model is worse on nights it never saw. Keep the present one.</source>
        <translation>Das neue Modell ist schlechter, in Nächten, die es nie gesehen hat. Behalten Sie das jetzige.</translation>
    </message>
    <message>
        <source>No difference could be measured. Keep the present model.</source>
        <translation>Es war kein Unterschied messbar. Behalten Sie das jetzige Modell.</translation>
    </message>
    <message>
        <source>The result cannot be measured with these nights. Keep the present model.</source>
        <translation>Mit diesen Nächten ist das Ergebnis nicht messbar. Behalten Sie das jetzige Modell.</translation>
    </message>
    <message>
        <source>Agreement with the clinic&apos;s stages (kappa) went from %1 to %2, a difference of %3 (95 % interval %4), over %5 epochs of %6 subjects.</source>
        <translation>Die Übereinstimmung mit den Stadien der Klinik (Kappa) änderte sich von %1 auf %2, ein Unterschied von %3 (95-%-Intervall %4), über %5 Epochen von %6 Personen.</translation>
    </message>
    <message>
        <source>No night was kept from the new model, so nothing was examined.</source>
        <translation>Dem neuen Modell wurde keine Nacht vorenthalten, also wurde nichts geprüft.</translation>
    </message>
    <message>
        <source>Epochs that changed for the better: %1, for the worse: %2.</source>
        <translation>Epochen, die besser wurden: %1, schlechter: %2.</translation>
    </message>
    <message>
        <source>On the built-in reference nights kappa went from %1 to %2.</source>
        <translation>In den eingebauten Vergleichsnächten änderte sich Kappa von %1 auf %2.</translation>
    </message>
    <message>
        <source>It has forgotten some of what it could do on other recordings; use it for this clinic&apos;s derivation only.</source>
        <translation>Es hat einiges von dem verlernt, was es bei anderen Aufnahmen konnte; nutzen Sie es nur für die Ableitung dieser Klinik.</translation>
    </message>
    <message>
        <source>It has not noticeably forgotten anything.</source>
        <translation>Es hat nichts merklich verlernt.</translation>
    </message>
    <message>
        <source>It loses more on the reference nights than it gains here. Keep the present model.</source>
        <translation>Es verliert in den Vergleichsnächten mehr, als es hier gewinnt. Behalten Sie das jetzige Modell.</translation>
    </message>
    <message>
        <source>With these nights the result cannot be measured: nobody can be left out of the training and examined. Two subjects are the least, six are better.</source>
        <translation>Mit diesen Nächten ist das Ergebnis nicht messbar: Niemand kann vom Training ausgenommen und geprüft werden. Zwei Personen sind das Mindeste, sechs sind besser.</translation>
    </message>
    <message>
        <source>With %1 subjects the result cannot be measured reliably.</source>
        <translation>Mit %1 Personen ist das Ergebnis nicht verlässlich messbar.</translation>
    </message>
    <message>
        <source>With %1 subjects the result can be measured roughly: a gain counts only when every subject has it.</source>
        <translation>Mit %1 Personen ist das Ergebnis grob messbar: Ein Gewinn zählt nur, wenn jede Person ihn hat.</translation>
    </message>
    <message>
        <source>With %1 subjects a gain can be told from chance.</source>
        <translation>Mit %1 Personen lässt sich ein Gewinn vom Zufall unterscheiden.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Mean F1 of the stages</source>
        <translation>Mittleres F1 der Stadien</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>F1 of %1</source>
        <translation>F1 von %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>no stage counts as a label</source>
        <translation>kein Stadium zählt als Vorlage</translation>
    </message>
    <message>
        <source>few labels</source>
        <translation>wenige Vorlagen</translation>
    </message>
    <message>
        <source>one or two stages only</source>
        <translation>nur ein oder zwei Stadien</translation>
    </message>
    <message>
        <source>may be a network&apos;s scoring</source>
        <translation>vielleicht Auswertung eines Netzes</translation>
    </message>
    <message>
        <source>check the subject</source>
        <translation>Person prüfen</translation>
    </message>
    <message>
        <source>offered twice</source>
        <translation>doppelt angeboten</translation>
    </message>
    <message>
        <source>no scoring of a person</source>
        <translation>keine Auswertung eines Menschen</translation>
    </message>
    <message>
        <source>Patient code in the recording&apos;s header.</source>
        <translation>Patientenkennung im Kopf der Aufnahme.</translation>
    </message>
    <message>
        <source>Patient&apos;s name in the recording&apos;s header.</source>
        <translation>Name des Patienten im Kopf der Aufnahme.</translation>
    </message>
    <message>
        <source>Suggested by the file&apos;s name.</source>
        <translation>Nach dem Namen der Datei vorgeschlagen.</translation>
    </message>
    <message>
        <source>From a table of subjects.</source>
        <translation>Aus einer Tabelle der Personen.</translation>
    </message>
    <message>
        <source>Typed by you.</source>
        <translation>Von Ihnen eingegeben.</translation>
    </message>
    <message>
        <source>Training for the exam, model %1 of %2</source>
        <translation>Training für die Prüfung, Modell %1 von %2</translation>
    </message>
    <message>
        <source>Training the new model on all nights</source>
        <translation>Das neue Modell lernt von allen Nächten</translation>
    </message>
    <message>
        <source>Checking what was forgotten</source>
        <translation>Es wird geprüft, was verlernt wurde</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>etwa %1 s</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Preparing the nights</source>
        <translation>Nächte werden vorbereitet</translation>
    </message>
    <message>
        <source>Asking the present model</source>
        <translation>Das jetzige Modell wird gefragt</translation>
    </message>
    <message>
        <source>Examining model %1 of %2</source>
        <translation>Modell %1 von %2 wird geprüft</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>bad signal</source>
        <translation>schlechtes Signal</translation>
    </message>
    <message>
        <source>the views disagree</source>
        <translation>die Sichten widersprechen sich</translation>
    </message>
    <message>
        <source>between two stages</source>
        <translation>zwischen zwei Stadien</translation>
    </message>
    <message>
        <source>audit sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>reviewed %1 of %2; expected remaining errors %3 (%4-%5)</source>
        <translation>geprüft %1 von %2; erwartete restliche Fehler %3 (%4-%5)</translation>
    </message>
    <message>
        <source>Audit sample: %1 of %2 looked at, %3 corrected.</source>
        <translation>Stichprobe: %1 von %2 angesehen, %3 berichtigt.</translation>
    </message>
    <message>
        <source>Accepted without a look: %1; they count as not reviewed.</source>
        <translation>Ungesehen übernommen: %1; sie zählen nicht als geprüft.</translation>
    </message>
    <message>
        <source>Still without a stage: %1.</source>
        <translation>Noch ohne Stadium: %1.</translation>
    </message>
    <message>
        <source>Stop rule reached: %1 % reviewed, %2 % asked for.</source>
        <translation>Abbruchregel erfüllt: %1 % geprüft, %2 % verlangt.</translation>
    </message>
    <message>
        <source>Stop rule not reached: %1 % reviewed, %2 % asked for.</source>
        <translation>Abbruchregel nicht erfüllt: %1 % geprüft, %2 % verlangt.</translation>
    </message>
    <message>
        <source>Stop rule reached: %1 expected errors per 100 epochs, %2 allowed.</source>
        <translation>Abbruchregel erfüllt: %1 erwartete Fehler je 100 Epochen, %2 erlaubt.</translation>
    </message>
    <message>
        <source>Stop rule not reached: %1 expected errors per 100 epochs, %2 allowed.</source>
        <translation>Abbruchregel nicht erfüllt: %1 erwartete Fehler je 100 Epochen, %2 erlaubt.</translation>
    </message>
    <message>
        <source>Stop rule not reached: some epochs have no stage yet.</source>
        <translation>Abbruchregel nicht erfüllt: einige Epochen haben noch kein Stadium.</translation>
    </message>
    <message>
        <source>Stop rule not reached: the audit sample must be looked at first.</source>
        <translation>Abbruchregel nicht erfüllt: die Stichprobe muss zuerst angesehen werden.</translation>
    </message>
    <message>
        <source>%1 min of work, %2 keys</source>
        <translation>%1 min Arbeit, %2 Tasten</translation>
    </message>
    <message>
        <source>%1, not yet audited</source>
        <translation>%1, noch nicht durch die Stichprobe geprüft</translation>
    </message>
</context>
<context>
    <name>RowChoices</name>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>light blue</source>
        <translation>Hellblau</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>ochre</source>
        <translation>Ocker</translation>
    </message>
    <message>
        <source>vermilion</source>
        <translation>Zinnober</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>as the screen</source>
        <translation>wie der Bildschirm</translation>
    </message>
    <message>
        <source>%1 µV/mm</source>
        <translation>%1 µV/mm</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1-%2 Hz</source>
        <translation>%1-%2 Hz</translation>
    </message>
    <message>
        <source>from %1 Hz</source>
        <translation>ab %1 Hz</translation>
    </message>
    <message>
        <source>to %1 Hz</source>
        <translation>bis %1 Hz</translation>
    </message>
    <message>
        <source>notch %1 Hz</source>
        <translation>Netzfilter %1 Hz</translation>
    </message>
    <message>
        <source>by kind</source>
        <translation>nach Art</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Used when the colours of the stages are your own.</source>
        <translation>Gilt, wenn die Farben der Stadien eigene sind.</translation>
    </message>
    <message>
        <source>rows fit the window</source>
        <translation>Zeilen füllen das Fenster</translation>
    </message>
    <message>
        <source>as the computer</source>
        <translation>wie der Rechner</translation>
    </message>
    <message>
        <source>&amp;Scored by</source>
        <translation>&amp;Ausgewertet von</translation>
    </message>
    <message>
        <source>The name stands in the journal of every change and names new scorings. Empty: the name of the account. It counts for nights opened from now on.</source>
        <translation>Der Name steht im Protokoll jeder Änderung und benennt neue Auswertungen. Leer: der Name des Benutzerkontos. Gilt für Nächte, die ab jetzt geöffnet werden.</translation>
    </message>
    <message>
        <source>Folder for new study &amp;files</source>
        <translation>Ordner für neue Studien&amp;dateien</translation>
    </message>
    <message>
        <source>Empty: beside the recording. A study that exists already is used wherever it lies. It counts for nights opened from now on.</source>
        <translation>Leer: neben der Aufzeichnung. Eine Studie, die es schon gibt, wird benutzt, wo immer sie liegt. Gilt für Nächte, die ab jetzt geöffnet werden.</translation>
    </message>
    <message>
        <source>&amp;Advance after scoring</source>
        <translation>Nach der Bewertung &amp;weitergehen</translation>
    </message>
    <message>
        <source>Go to the next epoch after a stage is given with a letter or the top row. The number pad always advances.</source>
        <translation>Geht zur nächsten Epoche, wenn ein Stadium mit einem Buchstaben oder der oberen Reihe gegeben wurde. Der Ziffernblock geht immer weiter.</translation>
    </message>
    <message>
        <source>Length of a &amp;page</source>
        <translation>Länge einer &amp;Seite</translation>
    </message>
    <message>
        <source>How much of the night the traces show. A study remembers the length it was left with.</source>
        <translation>Wie viel von der Nacht die Kurven zeigen. Eine Studie merkt sich die Länge, mit der sie verlassen wurde.</translation>
    </message>
    <message>
        <source>5 s</source>
        <translation>5 s</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10 s</translation>
    </message>
    <message>
        <source>15 s</source>
        <translation>15 s</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30 s</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 s</translation>
    </message>
    <message>
        <source>2 min</source>
        <translation>2 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>whole night</source>
        <translation>ganze Nacht</translation>
    </message>
    <message>
        <source>Display &amp;filter</source>
        <translation>Anzeige&amp;filter</translation>
    </message>
    <message>
        <source>For the eye only, by the kind of channel. The network has its own fixed input path.</source>
        <translation>Nur für das Auge, je nach Art des Kanals. Das Netz hat seinen eigenen, festen Weg vom Signal.</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz</source>
        <translation>EEG 0,3-35 Hz</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz, notch 50</source>
        <translation>EEG 0,3-35 Hz, Netzfilter 50</translation>
    </message>
    <message>
        <source>EEG 0.3-35 Hz, notch 60</source>
        <translation>EEG 0,3-35 Hz, Netzfilter 60</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>&amp;Larger or smaller traces</source>
        <translation>&amp;Größere oder kleinere Kurven</translation>
    </message>
    <message>
        <source>Steps from the usual scale; two steps double the height of the traces.</source>
        <translation>Schritte vom üblichen Maßstab; zwei Schritte verdoppeln die Höhe der Kurven.</translation>
    </message>
    <message>
        <source>&amp;Sensitivity of EEG</source>
        <translation>&amp;Empfindlichkeit des EEG</translation>
    </message>
    <message>
        <source>True on a screen that was measured (View, Measure the screen).</source>
        <translation>Stimmt auf einem ausgemessenen Bildschirm (Ansicht, Bildschirm ausmessen).</translation>
    </message>
    <message>
        <source>&amp;Guide lines</source>
        <translation>&amp;Hilfslinien</translation>
    </message>
    <message>
        <source>Lines at 37.5 µV above and below each EEG.</source>
        <translation>Linien bei 37,5 µV über und unter jedem EEG.</translation>
    </message>
    <message>
        <source>&amp;Negative up</source>
        <translation>&amp;Negativ nach oben</translation>
    </message>
    <message>
        <source>Draws negative voltages upwards, as on paper.</source>
        <translation>Zeichnet negative Spannungen nach oben, wie auf Papier.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Of words, dates and decimals in the window; files stay as they are. It counts from the next start.</source>
        <translation>Von Wörtern, Daten und Dezimalzahlen im Fenster; Dateien bleiben, wie sie sind. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>High contrast is white on black, for tired or weak eyes.</source>
        <translation>Hoher Kontrast ist Weiß auf Schwarz, für müde oder schwache Augen.</translation>
    </message>
    <message>
        <source>as the desktop</source>
        <translation>wie der Desktop</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Size of texts</source>
        <translation>&amp;Größe der Texte</translation>
    </message>
    <message>
        <source>Of the whole program, at once.</source>
        <translation>Im ganzen Programm, sofort.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Colours of the &amp;stages</source>
        <translation>Farben der &amp;Stadien</translation>
    </message>
    <message>
        <source>All but your own keep apart for every kind of colour vision. No picture means anything by colour alone.</source>
        <translation>Alle außer den eigenen bleiben bei jedem Farbsehen unterscheidbar. Kein Bild sagt etwas nur durch Farbe.</translation>
    </message>
    <message>
        <source>Hypnodesk</source>
        <translation>Hypnodesk</translation>
    </message>
    <message>
        <source>Okabe and Ito</source>
        <translation>Okabe und Ito</translation>
    </message>
    <message>
        <source>greys, for printing</source>
        <translation>Grautöne, zum Drucken</translation>
    </message>
    <message>
        <source>my own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>&amp;Wake</source>
        <translation>&amp;Wach</translation>
    </message>
    <message>
        <source>N&amp;1</source>
        <translation>N&amp;1</translation>
    </message>
    <message>
        <source>N&amp;2</source>
        <translation>N&amp;2</translation>
    </message>
    <message>
        <source>N&amp;3</source>
        <translation>N&amp;3</translation>
    </message>
    <message>
        <source>&amp;REM</source>
        <translation>&amp;REM</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>muss eine ganze Zahl von %1 bis %2 sein</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss wahr (true) oder falsch (false) sein</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>muss eines von diesen sein: %1</translation>
    </message>
    <message>
        <source>must have at most %1 characters</source>
        <translation>darf höchstens %1 Zeichen haben</translation>
    </message>
    <message>
        <source>must be a colour such as #1f3f87</source>
        <translation>muss eine Farbe sein wie #1f3f87</translation>
    </message>
    <message>
        <source>must be a JSON object</source>
        <translation>muss ein JSON-Objekt sein</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Stage colours</source>
        <translation>Stadienfarben</translation>
    </message>
    <message>
        <source>Write the whole path of the folder, from the root of the disk.</source>
        <translation>Schreiben Sie den ganzen Pfad des Ordners, von der Wurzel des Laufwerks an.</translation>
    </message>
    <message>
        <source>There is no such folder. Make it first, or choose another.</source>
        <translation>Diesen Ordner gibt es nicht. Legen Sie ihn zuerst an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This is a file. Choose a folder.</source>
        <translation>Das ist eine Datei. Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Nothing may be written there. Ask who keeps the folder, or choose another.</source>
        <translation>Dort darf nichts geschrieben werden. Fragen Sie, wer den Ordner verwaltet, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>must be a text</source>
        <translation>muss ein Text sein</translation>
    </message>
    <message>
        <source>Stages of Rechtschaffen and &amp;Kales</source>
        <translation>Stadien nach Rechtschaffen und &amp;Kales</translation>
    </message>
    <message>
        <source>Shows S1 to S4 and movement time where a scoring was read from a file that has them.</source>
        <translation>Zeigt S1 bis S4 und Bewegungszeit (MT), wo eine Auswertung aus einer Datei stammt, die sie hat.</translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>%1 is no setting of this version and was left out.</source>
        <translation>%1 ist keine Einstellung dieser Version und entfällt.</translation>
    </message>
    <message>
        <source>The setting %1 %2; its default is used.</source>
        <translation>Die Einstellung %1 %2; es gilt die Vorgabe.</translation>
    </message>
</context>
<context>
    <name>Signals</name>
    <message>
        <source>use</source>
        <translation>brauchbar</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>zweifelhaft</translation>
    </message>
    <message>
        <source>do not trust</source>
        <translation>nicht vertrauen</translation>
    </message>
    <message>
        <source>one value all night: %1</source>
        <translation>die ganze Nacht ein Wert: %1</translation>
    </message>
    <message>
        <source>not recorded in %1 % of the night</source>
        <translation>in %1 % der Nacht nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>flat in %1 % of the night</source>
        <translation>in %1 % der Nacht flach</translation>
    </message>
    <message>
        <source>clipped in %1 % of the night</source>
        <translation>in %1 % der Nacht abgeschnitten</translation>
    </message>
    <message>
        <source>50 or 60 Hz make up %1 % of the signal</source>
        <translation>Netzbrummen (50 oder 60 Hz) macht %1 % des Signals aus</translation>
    </message>
    <message>
        <source>only %1 µV from peak to peak: is the unit in the file wrong?</source>
        <translation>nur %1 µV von Spitze zu Spitze: stimmt die Einheit in der Datei nicht?</translation>
    </message>
    <message>
        <source>%1 µV from peak to peak: is the unit in the file wrong?</source>
        <translation>%1 µV von Spitze zu Spitze: stimmt die Einheit in der Datei nicht?</translation>
    </message>
    <message>
        <source>%1 % lies above 20 Hz: muscle, or the channels are swapped</source>
        <translation>%1 % liegt über 20 Hz: Muskel, oder die Kanäle sind vertauscht</translation>
    </message>
    <message>
        <source>%1 % lies below 12 Hz: an EEG, or the channels are swapped</source>
        <translation>%1 % liegt unter 12 Hz: ein EEG, oder die Kanäle sind vertauscht</translation>
    </message>
    <message>
        <source>the same signal as %1</source>
        <translation>dasselbe Signal wie %1</translation>
    </message>
    <message>
        <source>the signal of %1 with the opposite sign</source>
        <translation>das Signal von %1 mit umgekehrtem Vorzeichen</translation>
    </message>
    <message>
        <source>No EEG channel was recognised.</source>
        <translation>Kein EEG-Kanal wurde erkannt.</translation>
    </message>
    <message>
        <source>No EOG: eye movements cannot be seen.</source>
        <translation>Kein EOG: Augenbewegungen sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>No chin EMG: muscle tone cannot be seen.</source>
        <translation>Kein Kinn-EMG: der Muskeltonus ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>EEG</source>
        <translation>EEG</translation>
    </message>
    <message>
        <source>EOG</source>
        <translation>EOG</translation>
    </message>
    <message>
        <source>EMG</source>
        <translation>EMG</translation>
    </message>
    <message>
        <source>ECG</source>
        <translation>EKG</translation>
    </message>
    <message>
        <source>respiration</source>
        <translation>Atmung</translation>
    </message>
    <message>
        <source>oxygen saturation</source>
        <translation>Sauerstoffsättigung</translation>
    </message>
    <message>
        <source>snoring</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>legs</source>
        <translation>Beine</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>hypnogram</source>
        <translation>Hypnogramm</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>only %1 samples a second: no wave above %2 Hz, and the network errs more often</source>
        <translation>nur %1 Werte je Sekunde: keine Welle über %2 Hz, und das Netz irrt häufiger</translation>
    </message>
</context>
<context>
    <name>SpectrogramLook</name>
    <message>
        <source>As the network sees it</source>
        <translation>Wie das Netz es sieht</translation>
    </message>
    <message>
        <source>Multitaper</source>
        <translation>Multitaper</translation>
    </message>
    <message>
        <source>0-%1 Hz</source>
        <translation>0-%1 Hz</translation>
    </message>
    <message>
        <source>up to half the sampling rate</source>
        <translation>bis zur halben Abtastrate</translation>
    </message>
    <message>
        <source>range of the night</source>
        <translation>Bereich der Nacht</translation>
    </message>
    <message>
        <source>range of the page</source>
        <translation>Bereich der Seite</translation>
    </message>
    <message>
        <source>fixed range...</source>
        <translation>fester Bereich...</translation>
    </message>
    <message>
        <source>blue to yellow (viridis)</source>
        <translation>blau bis gelb (viridis)</translation>
    </message>
    <message>
        <source>black to yellow (inferno)</source>
        <translation>schwarz bis gelb (inferno)</translation>
    </message>
    <message>
        <source>greys</source>
        <translation>Graustufen</translation>
    </message>
</context>
<context>
    <name>StageColours</name>
    <message>
        <source>%1 is hard to see on this background.</source>
        <translation>%1 ist auf diesem Hintergrund schlecht zu sehen.</translation>
    </message>
    <message>
        <source>%1 and %2 look nearly the same.</source>
        <translation>%1 und %2 sehen fast gleich aus.</translation>
    </message>
    <message>
        <source>%1 and %2 look nearly the same to people with a colour-blindness.</source>
        <translation>%1 und %2 sehen für Menschen mit einer Farbenblindheit fast gleich aus.</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Wake</source>
        <translation>Wach</translation>
    </message>
    <message>
        <source>N1</source>
        <translation>N1</translation>
    </message>
    <message>
        <source>N2</source>
        <translation>N2</translation>
    </message>
    <message>
        <source>N3</source>
        <translation>N3</translation>
    </message>
    <message>
        <source>REM</source>
        <translation>REM</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>Unbewertet</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>For research use. All automatically scored stages are subject to verification by a qualified clinician.</source>
        <translation>Nur für Forschungszwecke. Alle automatisch bewerteten Schlafstadien sind durch eine qualifizierte medizinische Fachperson zu überprüfen.</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date, in the letters of QLocale</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>the processor (threads: %1)</source>
        <translation>dem Prozessor (Threads: %1)</translation>
    </message>
    <message>
        <source>graphics card %1</source>
        <translation>Grafikkarte %1</translation>
    </message>
</context>
<context>
    <name>TraceMeasure</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>time, height</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>%1   %2 Hz   %3</source>
        <comment>time, frequency, height</comment>
        <translation>%1   %2 Hz   %3</translation>
    </message>
</context>
<context>
    <name>TracePainter</name>
    <message>
        <source>%1 µV/mm</source>
        <translation>%1 µV/mm</translation>
    </message>
    <message>
        <source>no signal recorded here</source>
        <translation>hier wurde kein Signal aufgezeichnet</translation>
    </message>
    <message>
        <source>preparing the overview…</source>
        <translation>Übersicht wird vorbereitet…</translation>
    </message>
    <message>
        <source>overview, not filtered</source>
        <translation>Übersicht, nicht gefiltert</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>%1 with %2 %</source>
        <translation>%1 mit %2 %</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 s or more make N3: reached</source>
        <translation>ab %1 s ist es N3: erreicht</translation>
    </message>
    <message>
        <source>%1 s or more make N3: not reached</source>
        <translation>ab %1 s ist es N3: nicht erreicht</translation>
    </message>
    <message>
        <source>Slow waves (0.5-2 Hz, 75 uV or more)</source>
        <translation>Langsame Wellen (0,5-2 Hz, ab 75 µV)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Sleep spindles</source>
        <translation>Schlafspindeln</translation>
    </message>
    <message>
        <source>K-complexes</source>
        <translation>K-Komplexe</translation>
    </message>
    <message>
        <source>Alpha (8-13 Hz) of 0.5-30 Hz</source>
        <translation>Alpha (8-13 Hz) von 0,5-30 Hz</translation>
    </message>
    <message>
        <source>%1 % of the power</source>
        <translation>%1 % der Leistung</translation>
    </message>
    <message>
        <source>Chin EMG above the night&apos;s quiet level</source>
        <translation>Kinn-EMG über dem Ruhepegel der Nacht</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Rapid eye movements</source>
        <translation>Schnelle Augenbewegungen</translation>
    </message>
    <message>
        <source>Second choice: %1 (Tab takes it).</source>
        <translation>Zweite Wahl: %1 (Tab übernimmt sie).</translation>
    </message>
    <message>
        <source>The joint verdict is the mean of both views on their own.</source>
        <translation>Das gemeinsame Urteil ist das Mittel beider Sichten.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Its verdict on the neighbours: before %1, after %2.</source>
        <translation>Sein Urteil über die Nachbarn: davor %1, danach %2.</translation>
    </message>
    <message>
        <source>The joint verdict lies %1 percentage points from the mean of both views on their own, towards %2: that is what joining the views and the course of the night changed together.</source>
        <translation>Das gemeinsame Urteil liegt %1 Prozentpunkte vom Mittel beider Sichten entfernt, in Richtung %2: so viel haben ihre Verbindung und der Verlauf der Nacht zusammen geändert.</translation>
    </message>
    <message>
        <source>slow waves %1 s, %2 s make N3: reached</source>
        <translation>langsame Wellen %1 s, ab %2 s N3: erreicht</translation>
    </message>
    <message>
        <source>slow waves %1 s, %2 s make N3: not reached</source>
        <translation>langsame Wellen %1 s, ab %2 s N3: nicht erreicht</translation>
    </message>
    <message>
        <source>Shown this epoch alone it says %1.</source>
        <translation>Sieht es nur diese Epoche, sagt es %1.</translation>
    </message>
    <message>
        <source>Its neighbours made that %1, a shift of %2 percentage points.</source>
        <translation>Die Nachbarn machten daraus %1, eine Verschiebung um %2 Prozentpunkte.</translation>
    </message>
    <message>
        <source>Its neighbours shifted %1 percentage points; the stage stayed.</source>
        <translation>Die Nachbarn verschoben %1 Prozentpunkte; das Stadium blieb.</translation>
    </message>
    <message>
        <source>Its neighbours changed nothing.</source>
        <translation>Die Nachbarn änderten nichts.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::AboutDialog</name>
    <message>
        <source>About Hypnodesk</source>
        <translation>Über Hypnodesk</translation>
    </message>
    <message>
        <source>Hypnodesk %1</source>
        <translation>Hypnodesk %1</translation>
    </message>
    <message>
        <source>A desk for sleep scoring: the recording, its spectrogram, a neural network (MC2SleepNet) that proposes every stage and says how sure it is, and you, who decide.

Nothing leaves this computer.

Free software under the GNU General Public License, version 3 or later. Built on Qt, QCustomPlot, LibTorch, FFTW, EDFlib, soxr, SQLite, OpenSSL, nlohmann-json, pugixml, {fmt} and spdlog.</source>
        <translation>Ein Arbeitsplatz für die Auswertung des Schlafs: die Aufzeichnung, ihr Spektrogramm, ein neuronales Netz (MC2SleepNet), das jedes Stadium vorschlägt und sagt, wie sicher es ist, und Sie, der Mensch, der entscheidet.

Nichts verlässt diesen Rechner.

Freie Software unter der GNU General Public License, Version 3 oder später. Gebaut auf Qt, QCustomPlot, LibTorch, FFTW, EDFlib, soxr, SQLite, OpenSSL, nlohmann-json, pugixml, {fmt} und spdlog.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::Adjudication</name>
    <message>
        <source>Begun with what &quot;%1&quot; and &quot;%2&quot; agree on: %3 % of %4 epochs, kappa %5.</source>
        <translation>Begonnen mit dem, worin „%1“ und „%2“ übereinstimmen: %3 % von %4 Epochen, Kappa %5.</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Konsens</translation>
    </message>
</context>
<context>
    <name>hypnodesk::AgreementWindow</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Too early to say: %1 nights of at least %2 were reviewed as a whole.</source>
        <translation>Noch zu früh: %1 von mindestens %2 Nächten wurden im Ganzen geprüft.</translation>
    </message>
    <message>
        <source>A retraining is not likely to pay: over the newest nights people and network agree with a kappa of %1; scorers among each other reach about %2.</source>
        <translation>Ein Nachtraining lohnt sich wohl nicht: In den neuesten Nächten stimmen Mensch und Netz mit einem Kappa von %1 überein; Auswerter untereinander erreichen etwa %2.</translation>
    </message>
    <message>
        <source>A retraining is likely to pay: over the newest nights people and network agree with a kappa of %1 only, while scorers among each other reach about %2. The corrections of %3 nights are there to learn from.</source>
        <translation>Ein Nachtraining lohnt sich wahrscheinlich: In den neuesten Nächten stimmen Mensch und Netz nur mit einem Kappa von %1 überein, Auswerter untereinander erreichen etwa %2. Die Korrekturen von %3 Nächten stehen zum Lernen bereit.</translation>
    </message>
    <message>
        <source>A retraining is likely to pay: agreement has fallen from a kappa of %1 in earlier nights to %2 in the newer ones, more than chance explains. Ask first whether recorder, electrode or scorers have changed.</source>
        <translation>Ein Nachtraining lohnt sich wahrscheinlich: Die Übereinstimmung ist von einem Kappa von %1 in früheren Nächten auf %2 in neueren gefallen, mehr als der Zufall erklärt. Fragen Sie zuerst, ob sich Gerät, Elektrode oder Auswerter geändert haben.</translation>
    </message>
    <message>
        <source>Look at the signals before you retrain: %1 of the newest nights&apos; epochs are flat, clipped or missing, and no training mends that.</source>
        <translation>Sehen Sie sich vor einem Nachtraining die Signale an: %1 der Epochen der neuesten Nächte sind flach, übersteuert oder fehlen, und das behebt kein Training.</translation>
    </message>
    <message>
        <source>Agreement over the months</source>
        <translation>Übereinstimmung über die Monate</translation>
    </message>
    <message>
        <source>Model and derivation</source>
        <translation>Modell und Ableitung</translation>
    </message>
    <message>
        <source>Whether a retraining is likely to pay</source>
        <translation>Ob sich ein Nachtraining lohnt</translation>
    </message>
    <message>
        <source>Agreement by month</source>
        <translation>Übereinstimmung nach Monat</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Nights</source>
        <translation>Nächte</translation>
    </message>
    <message>
        <source>Reviewed as a whole</source>
        <translation>Im Ganzen geprüft</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>F1 of %1</source>
        <translation>F1 von %1</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Poor signal</source>
        <translation>Schlechtes Signal</translation>
    </message>
    <message>
        <source>Minutes a night</source>
        <translation>Minuten je Nacht</translation>
    </message>
    <message>
        <source>&amp;Retrain...</source>
        <translation>&amp;Nachtrainieren...</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Model and derivation</source>
        <translation>&amp;Modell und Ableitung</translation>
    </message>
    <message>
        <source>Each study that was reviewed counts once, with what it said when it was last open. Nothing here names a patient.</source>
        <translation>Jede geprüfte Studie zählt einmal, mit dem Stand, als sie zuletzt offen war. Nichts hier nennt einen Patienten.</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Wird gelesen...</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>The course of agreement could not be read</source>
        <translation>Der Verlauf der Übereinstimmung war nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing to show yet. Nights that were scored by the network and reviewed by a person count when they are closed.</source>
        <translation>Noch nichts zu zeigen. Nächte, die das Netz ausgewertet und ein Mensch geprüft hat, zählen, sobald sie geschlossen werden.</translation>
    </message>
    <message>
        <source>Kappa and share of corrected epochs, month by month</source>
        <translation>Kappa und Anteil korrigierter Epochen, Monat für Monat</translation>
    </message>
    <message>
        <source>kappa between scorers</source>
        <translation>Kappa zwischen Auswertern</translation>
    </message>
</context>
<context>
    <name>hypnodesk::AppSettings</name>
    <message>
        <source>The setting %1 %2; its default is used.</source>
        <translation>Die Einstellung %1 %2; es gilt die Vorgabe.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::BulkAcceptDialog</name>
    <message>
        <source>Accept proposals above a confidence</source>
        <translation>Vorschläge ab einer Sicherheit übernehmen</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Least probability of the proposed stage</source>
        <translation>Mindestwahrscheinlichkeit des vorgeschlagenen Stadiums</translation>
    </message>
    <message>
        <source>What would be accepted</source>
        <translation>Was übernommen würde</translation>
    </message>
    <message>
        <source>Epochs that a person or a file has spoken for stay as they are, and the audit sample stays to be looked at. What is accepted here does not count as reviewed. One step of undo takes all back.</source>
        <translation>Epochen, über die ein Mensch oder eine Datei entschieden hat, bleiben wie sie sind, und die Stichprobe bleibt zum Ansehen. Was hier übernommen wird, zählt nicht als geprüft. Ein Schritt Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Probability of the proposed stage at &amp;least</source>
        <translation>Wahrscheinlichkeit des vorgeschlagenen Stadiums, &amp;mindestens</translation>
    </message>
    <message>
        <source>No open proposal is that probable.</source>
        <translation>Kein offener Vorschlag ist so wahrscheinlich.</translation>
    </message>
    <message>
        <source>Accepts %1 of %2 epochs. By its own word the network is wrong in %3 of them.</source>
        <translation>Übernimmt %1 von %2 Epochen. Nach eigener Angabe irrt das Netz in %3 davon.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ComparisonPanel</name>
    <message>
        <source>Save &amp;record...</source>
        <translation>&amp;Protokoll speichern...</translation>
    </message>
    <message>
        <source>Scoring of the rows</source>
        <translation>Auswertung der Zeilen</translation>
    </message>
    <message>
        <source>Scoring of the columns</source>
        <translation>Auswertung der Spalten</translation>
    </message>
    <message>
        <source>Two people who score the same night: kappa about 0.76, in N1 0.24 (Lee 2022); 82.6 % agreement (Rosenberg and Van Hout 2013).</source>
        <translation>Zwei Menschen, die dieselbe Nacht auswerten: Kappa etwa 0,76, in N1 0,24 (Lee 2022); 82,6 % Übereinstimmung (Rosenberg und Van Hout 2013).</translation>
    </message>
    <message>
        <source>Epochs of the chosen cell</source>
        <translation>Epochen der gewählten Zelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Agreement in %1 % of %2 epochs</source>
        <translation>Übereinstimmung in %1 % von %2 Epochen</translation>
    </message>
    <message>
        <source>, Cohen&apos;s kappa %1.</source>
        <translation>, Cohens Kappa %1.</translation>
    </message>
    <message>
        <source>; kappa is not defined for them.</source>
        <translation>; Kappa ist dafür nicht definiert.</translation>
    </message>
    <message>
        <source>Not compared, because one of the two has no sleep stage there: %1.</source>
        <translation>Nicht verglichen, weil eine der beiden dort kein Schlafstadium hat: %1.</translation>
    </message>
    <message>
        <source>There is no epoch that both have scored.</source>
        <translation>Keine Epoche ist in beiden bewertet.</translation>
    </message>
    <message>
        <source>%1 / %2: %3 epochs</source>
        <translation>%1 / %2: %3 Epochen</translation>
    </message>
    <message>
        <source>Disagreements: %1 epochs</source>
        <translation>Abweichungen: %1 Epochen</translation>
    </message>
    <message>
        <source>%1   epoch %2   %3 / %4</source>
        <translation>%1   Epoche %2   %3 / %4</translation>
    </message>
    <message>
        <source>&amp;Go on with this consensus</source>
        <translation>&amp;Mit diesem Konsens fortfahren</translation>
    </message>
    <message>
        <source>&amp;Make a consensus of the two</source>
        <translation>&amp;Konsens aus beiden bilden</translation>
    </message>
    <message>
        <source>All %1 differences are decided.</source>
        <translation>Alle %1 Unterschiede sind entschieden.</translation>
    </message>
    <message>
        <source>Decided %1 of %2 differences. F3 goes to the next; any stage key decides as well.</source>
        <translation>%1 von %2 Unterschieden entschieden. F3 geht zum nächsten; jede Stadientaste entscheidet auch.</translation>
    </message>
    <message>
        <source>Take %1 (,)</source>
        <translation>%1 nehmen (,)</translation>
    </message>
    <message>
        <source>What the rows say of this epoch</source>
        <translation>Was die Zeilen zu dieser Epoche sagen</translation>
    </message>
    <message>
        <source>Take %1 (.)</source>
        <translation>%1 nehmen (.)</translation>
    </message>
    <message>
        <source>What the columns say of this epoch</source>
        <translation>Was die Spalten zu dieser Epoche sagen</translation>
    </message>
    <message>
        <source>This night has one scoring: there is nothing to compare yet. Let the network score it, import a hypnogram or begin a new scoring.</source>
        <translation>Diese Nacht hat eine Auswertung: Noch gibt es nichts zu vergleichen. Lassen Sie das Netz auswerten, importieren Sie ein Hypnogramm oder beginnen Sie eine neue Auswertung.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ConfusionTable</name>
    <message>
        <source>Confusion: epochs by both stages</source>
        <translation>Konfusionsmatrix: Epochen nach beiden Stadien</translation>
    </message>
    <message>
        <source>Rows say %1, columns say %2: epochs %3</source>
        <translation>Zeilen sagen %1, Spalten sagen %2: Epochen %3</translation>
    </message>
</context>
<context>
    <name>hypnodesk::DerivationPicker</name>
    <message>
        <source>&amp;Add row</source>
        <translation>Zeile &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Channel of the new row</source>
        <translation>Kanal der neuen Zeile</translation>
    </message>
    <message>
        <source>Reference of the new row</source>
        <translation>Referenz der neuen Zeile</translation>
    </message>
    <message>
        <source>as recorded</source>
        <translation>wie aufgezeichnet</translation>
    </message>
    <message>
        <source>&amp;New row:</source>
        <translation>&amp;Neue Zeile:</translation>
    </message>
    <message>
        <source>This night has no channels.</source>
        <translation>Diese Nacht hat keine Kanäle.</translation>
    </message>
    <message>
        <source>A channel against itself is flat: choose another reference.</source>
        <translation>Ein Kanal gegen sich selbst ist flach: wählen Sie eine andere Referenz.</translation>
    </message>
    <message>
        <source>Adds the row %1, %2 samples a second.</source>
        <translation>Fügt die Zeile %1 hinzu, %2 Abtastwerte je Sekunde.</translation>
    </message>
    <message>
        <source>Not possible: %1.</source>
        <translation>Nicht möglich: %1.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::EpochPanel</name>
    <message>
        <source>Epoch in view</source>
        <translation>Gezeigte Epoche</translation>
    </message>
    <message>
        <source>No verdict of the network for this epoch. F5 scores the night.</source>
        <translation>Kein Urteil des Netzes zu dieser Epoche. F5 wertet die Nacht aus.</translation>
    </message>
    <message>
        <source>No verdict of the network: %1.</source>
        <translation>Kein Urteil des Netzes: %1.</translation>
    </message>
    <message>
        <source>Epoch %1 / %2   %3</source>
        <translation>Epoche %1 / %2   %3</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>Sicherheit %1</translation>
    </message>
    <message>
        <source>doubtful proposal,  %1</source>
        <translation>zweifelhafter Vorschlag,  %1</translation>
    </message>
    <message>
        <source>spectrogram alone</source>
        <translation>nur Spektrogramm</translation>
    </message>
    <message>
        <source>no opinion</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <source>raw view alone</source>
        <translation>nur Rohsignal</translation>
    </message>
    <message>
        <source>In training it is shown once you have scored the epoch.</source>
        <translation>Im Training wird es gezeigt, sobald Sie die Epoche bewertet haben.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::EventCommands</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>No event after this place.</source>
        <translation>Kein Ereignis nach dieser Stelle.</translation>
    </message>
    <message>
        <source>No event before this place.</source>
        <translation>Kein Ereignis vor dieser Stelle.</translation>
    </message>
    <message>
        <source>There is no EEG in which to look for slow waves.</source>
        <translation>Es gibt kein EEG, in dem langsame Wellen zu suchen wären.</translation>
    </message>
    <message>
        <source>The slow waves could not be measured</source>
        <translation>Die langsamen Wellen konnten nicht gemessen werden</translation>
    </message>
    <message numerus="yes">
        <source>Mark %n slow wave(s)</source>
        <translation>
            <numerusform>%n langsame Welle markieren</numerusform>
            <numerusform>%n langsame Wellen markieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hypnodesk::EventLayer</name>
    <message>
        <source>%1: drag on a row to mark one (with Shift on all rows), Escape ends.</source>
        <translation>%1: zum Markieren auf einer Zeile ziehen (mit Umschalt auf allen), Esc beendet.</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>Mark: %1</source>
        <translation>Markieren: %1</translation>
    </message>
    <message>
        <source>%1, %2 s</source>
        <translation>%1, %2 s</translation>
    </message>
    <message>
        <source>, %1 µV</source>
        <translation>, %1 µV</translation>
    </message>
    <message>
        <source> (shorter than %1 s)</source>
        <translation> (kürzer als %1 s)</translation>
    </message>
    <message>
        <source>This event came with the recording, or belongs to all scorings: it cannot be changed here.</source>
        <translation>Dieses Ereignis stammt aus der Aufzeichnung oder gehört zu allen Auswertungen: Es kann hier nicht geändert werden.</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Entfernen: %1</translation>
    </message>
    <message>
        <source>&amp;Text of this event:</source>
        <translation>&amp;Text dieses Ereignisses:</translation>
    </message>
    <message>
        <source>Text of an event</source>
        <translation>Text eines Ereignisses</translation>
    </message>
    <message>
        <source>Slow waves are measured on EEG rows.</source>
        <translation>Langsame Wellen werden auf EEG-Zeilen gemessen.</translation>
    </message>
    <message>
        <source>Move: %1</source>
        <translation>Verschieben: %1</translation>
    </message>
    <message>
        <source>Resize: %1</source>
        <translation>Größe ändern: %1</translation>
    </message>
</context>
<context>
    <name>hypnodesk::EventPanel</name>
    <message>
        <source>not scored</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>%1, no sleep</source>
        <translation>%1, kein Schlaf</translation>
    </message>
    <message>
        <source>%1, %2 per hour of sleep</source>
        <translation>%1, %2 pro Stunde Schlaf</translation>
    </message>
    <message>
        <source>Kinds of events to list</source>
        <translation>Arten von Ereignissen in der Liste</translation>
    </message>
    <message>
        <source>Search in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Number of events</source>
        <translation>Anzahl der Ereignisse</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>All kinds: %1</source>
        <translation>Alle Arten: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 events listed.</source>
        <translation>%1 von %2 Ereignissen aufgeführt.</translation>
    </message>
    <message>
        <source>%1 Arousals: %2. Apnoeas and hypopnoeas: %3.</source>
        <translation>%1 Arousals: %2. Apnoen und Hypopnoen: %3.</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n event(s)</source>
        <translation>
            <numerusform>%n Ereignis entfernen</numerusform>
            <numerusform>%n Ereignisse entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>No events yet. Choose a kind in the menu Events and drag over a trace; the menu shows the keys.</source>
        <translation>Noch keine Ereignisse. Wählen Sie im Menü Ereignisse eine Art und ziehen Sie über eine Kurve; das Menü zeigt die Tasten.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::EventTable</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ExamPage</name>
    <message>
        <source>Figures before and after</source>
        <translation>Kennzahlen vorher und nachher</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Jetziges</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neues</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Epochs that changed</source>
        <translation>Veränderte Epochen</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Klinik</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>What the verdict rests on</source>
        <translation>Worauf das Urteil beruht</translation>
    </message>
    <message>
        <source>A click, or Enter, shows the epoch in the main window.</source>
        <translation>Ein Klick oder die Eingabetaste zeigt die Epoche im Hauptfenster.</translation>
    </message>
    <message>
        <source>No exam yet.</source>
        <translation>Noch keine Prüfung.</translation>
    </message>
    <message>
        <source>After the training this page compares the new model with the present one, on nights that the new model never saw.</source>
        <translation>Nach dem Training vergleicht diese Seite das neue Modell mit dem jetzigen, in Nächten, die das neue nie gesehen hat.</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Ausgelassen: %1.</translation>
    </message>
    <message>
        <source>Agreement with the clinic&apos;s stages</source>
        <translation>Übereinstimmung mit den Stadien der Klinik</translation>
    </message>
    <message>
        <source>Mean error of sleep statistics</source>
        <translation>Mittlerer Fehler der Schlafstatistik</translation>
    </message>
    <message>
        <source>Kappa of each subject</source>
        <translation>Kappa jeder Person</translation>
    </message>
    <message>
        <source>Changed for the better</source>
        <translation>Besser geworden</translation>
    </message>
    <message>
        <source>Changed for the worse</source>
        <translation>Schlechter geworden</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>and %1 more, of which the models were less sure</source>
        <translation>und %1 weitere, deren sich die Modelle weniger sicher waren</translation>
    </message>
</context>
<context>
    <name>hypnodesk::GoToDialog</name>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Epoch or time</source>
        <translation>Epoche oder Zeit</translation>
    </message>
    <message>
        <source>133, 23:14:30 or +2:30</source>
        <translation>133, 23:14:30 oder +2:30</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Epoch number, clock time, or + time from the start:</source>
        <translation>Nummer der Epoche, Uhrzeit, oder + Zeit seit Beginn:</translation>
    </message>
    <message>
        <source>Epoch %1, %2</source>
        <translation>Epoche %1, %2</translation>
    </message>
    <message>
        <source>The night has %1 epochs, from %2 to %3.</source>
        <translation>Die Nacht hat %1 Epochen, von %2 bis %3.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::GuideCommands</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
</context>
<context>
    <name>hypnodesk::GuideWindow</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Guide to Hypnodesk</source>
        <translation>Handbuch zu Hypnodesk</translation>
    </message>
    <message>
        <source>The page before (Alt+Left)</source>
        <translation>Die Seite davor (Alt+Links)</translation>
    </message>
    <message>
        <source>The page after (Alt+Right)</source>
        <translation>Die Seite danach (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Search in the guide (Ctrl+F)</source>
        <translation>Im Handbuch suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Chapters and sections</source>
        <translation>Kapitel und Abschnitte</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No section holds all of these words.</source>
        <translation>Kein Abschnitt enthält alle diese Wörter.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::GuidedNight</name>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Führung beenden</translation>
    </message>
    <message>
        <source>Guided first night</source>
        <translation>Geführte erste Nacht</translation>
    </message>
    <message>
        <source>Look: the raw channels and the spectrogram of the same seconds above, the whole night below. Press %1 to see the next epoch, or click into the night.</source>
        <translation>Sehen Sie: oben die Rohsignale und das Spektrogramm derselben Sekunden, unten die ganze Nacht. Drücken Sie %1 für die nächste Epoche, oder klicken Sie in die Nacht.</translation>
    </message>
    <message>
        <source>Let the network score: press %1. It proposes a stage for every epoch and says how sure it is; nothing is decided yet.</source>
        <translation>Lassen Sie das Netz auswerten: drücken Sie %1. Es schlägt für jede Epoche ein Stadium vor und sagt, wie sicher es ist; entschieden ist noch nichts.</translation>
    </message>
    <message>
        <source>Go where it doubts: press %1. The epochs of which it is least sure come first.</source>
        <translation>Gehen Sie dorthin, wo es zweifelt: drücken Sie %1. Die unsichersten Epochen kommen zuerst.</translation>
    </message>
    <message>
        <source>You decide: press %1, %2, %3, %4 or %5 for W, N1, N2, N3 or REM, or %6 to accept.</source>
        <translation>Sie entscheiden: drücken Sie %1, %2, %3, %4 oder %5 für W, N1, N2, N3 oder REM, oder %6 zum Übernehmen.</translation>
    </message>
    <message>
        <source>Every key is on the disk already, and none is final: press %1 to take it back.</source>
        <translation>Jede Taste ist schon gespeichert, und keine ist endgültig: %1 nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Take the hypnogram with you: press %1 and choose a format and a place.</source>
        <translation>Nehmen Sie das Hypnogramm mit: drücken Sie %1 und wählen Sie Format und Ort.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>That was the first night. %1 opens the guide, with all keys; this tour waits in the menu Help.</source>
        <translation>Das war die erste Nacht. %1 öffnet das Handbuch mit allen Tasten; diese Führung wartet im Menü Hilfe.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::HeaderBar</name>
    <message>
        <source>scored by %1</source>
        <translation>ausgewertet von %1</translation>
    </message>
    <message>
        <source>network run, never edited: an edit starts a copy</source>
        <translation>Lauf des Netzes, nie bearbeitet: eine Änderung beginnt eine Kopie</translation>
    </message>
    <message>
        <source>imported from %1</source>
        <translation>importiert aus %1</translation>
    </message>
    <message>
        <source>consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>reviewed by %1</source>
        <translation>geprüft von %1</translation>
    </message>
    <message>
        <source>%1 to %2 (%3 h %4 min)</source>
        <translation>%1 bis %2 (%3 h %4 min)</translation>
    </message>
    <message>
        <source>channels: %1</source>
        <translation>Kanäle: %1</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The one channel that the network scores, as it was recorded: display filters, scale and polarity do not change what the network sees.</source>
        <translation>Der eine Kanal, den das Netz auswertet, so wie er aufgezeichnet wurde: Anzeigefilter, Maßstab und Polarität ändern nicht, was das Netz sieht.</translation>
    </message>
    <message>
        <source>For the eye only, by the kind of channel: EEG and EOG 0.3-35 Hz, EMG 10-100 Hz, ECG 0.3-70 Hz. The network has its own fixed input path.</source>
        <translation>Nur für das Auge, je nach Art des Kanals: EEG und EOG 0,3-35 Hz, EMG 10-100 Hz, EKG 0,3-70 Hz. Das Netz hat seinen eigenen, festen Weg vom Signal.</translation>
    </message>
    <message>
        <source>Smaller traces</source>
        <translation>Kleinere Kurven</translation>
    </message>
    <message>
        <source>Larger traces</source>
        <translation>Größere Kurven</translation>
    </message>
    <message>
        <source>Go to the next epoch after a stage is given with a letter or the top row. The number pad always advances.</source>
        <translation>Geht zur nächsten Epoche, wenn ein Stadium mit einem Buchstaben oder der oberen Reihe gegeben wurde. Der Ziffernblock geht immer weiter.</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Channel the network scores</source>
        <translation>Kanal, den das Netz auswertet</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Filter (for the eye only)</source>
        <translation>Filter (nur für das Auge)</translation>
    </message>
    <message>
        <source>EEG scale</source>
        <translation>EEG-Maßstab</translation>
    </message>
    <message>
        <source>After scoring</source>
        <translation>Nach Bewertung</translation>
    </message>
    <message>
        <source>Rows fit the window</source>
        <translation>Zeilen füllen das Fenster</translation>
    </message>
    <message>
        <source>%1 µV/mm</source>
        <translation>%1 µV/mm</translation>
    </message>
    <message>
        <source>EEG scale (estimated)</source>
        <translation>EEG-Maßstab (geschätzt)</translation>
    </message>
    <message>
        <source>%1 µV/mm, %2 mm/s</source>
        <translation>%1 µV/mm, %2 mm/s</translation>
    </message>
    <message>
        <source>Length of a page</source>
        <translation>Länge einer Seite</translation>
    </message>
    <message>
        <source>More controls: what there is no room for.</source>
        <translation>Weitere Bedienelemente: wofür kein Platz ist.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More controls</source>
        <translation>Weitere Bedienelemente</translation>
    </message>
    <message>
        <source>As measured on this screen.</source>
        <translation>Wie auf diesem Bildschirm gemessen.</translation>
    </message>
    <message>
        <source>Estimated from what the screen says about itself. Measure it once under View, Measure the screen.</source>
        <translation>Geschätzt aus dem, was der Bildschirm über sich sagt. Messen Sie ihn einmal aus unter Ansicht, Bildschirm ausmessen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Advance after scoring</source>
        <translation>Nach der Bewertung weitergehen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ImportDialog</name>
    <message>
        <source>Import hypnogram</source>
        <translation>Hypnogramm importieren</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Offset in seconds</source>
        <translation>Versatz in Sekunden</translation>
    </message>
    <message>
        <source>Clock time of the file&apos;s first epoch</source>
        <translation>Uhrzeit der ersten Epoche der Datei</translation>
    </message>
    <message>
        <source>&amp;Name of the scoring</source>
        <translation>&amp;Name der Auswertung</translation>
    </message>
    <message>
        <source>&amp;Move by</source>
        <translation>&amp;Verschieben um</translation>
    </message>
    <message>
        <source>or begin at the &amp;clock time</source>
        <translation>oder beginnen um &amp;Uhrzeit</translation>
    </message>
    <message>
        <source>Import as a scoring</source>
        <translation>Als Auswertung importieren</translation>
    </message>
    <message>
        <source>from %1, format %2, moved by %3 s, unknown labels: %4 epochs</source>
        <translation>aus %1, Format %2, verschoben um %3 s, unbekannte Bezeichnungen: %4 Epochen</translation>
    </message>
    <message>
        <source>%1 epochs of %2 s, %3 of them with a sleep stage.</source>
        <translation>%1 Epochen von %2 s, %3 davon mit einem Schlafstadium.</translation>
    </message>
    <message>
        <source>It is %1 min longer than the recording.</source>
        <translation>Es ist %1 min länger als die Aufzeichnung.</translation>
    </message>
    <message>
        <source>It is %1 min shorter than the recording.</source>
        <translation>Es ist %1 min kürzer als die Aufzeichnung.</translation>
    </message>
    <message>
        <source>Labels not understood, now unscored: %1 epochs (%2).</source>
        <translation>Bezeichnungen nicht verstanden, nun unbewertet: %1 Epochen (%2).</translation>
    </message>
    <message>
        <source>Of the recording, not covered and unscored: %1 epochs.</source>
        <translation>Von der Aufzeichnung nicht abgedeckt und unbewertet: %1 Epochen.</translation>
    </message>
    <message>
        <source>Of the file, scored but outside the recording and left out: %1 epochs.</source>
        <translation>In der Datei bewertet, aber außerhalb der Aufzeichnung und weggelassen: %1 Epochen.</translation>
    </message>
    <message>
        <source>Its epochs do not lie on those of the recording: each takes the stage at its middle.</source>
        <translation>Seine Epochen liegen nicht auf denen der Aufzeichnung: jede nimmt das Stadium in ihrer Mitte.</translation>
    </message>
    <message>
        <source>Events: %1, of them within the recording %2.</source>
        <translation>Ereignisse: %1, davon innerhalb der Aufzeichnung %2.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::KeyEdit</name>
    <message>
        <source>Press the key to add</source>
        <translation>Neue Taste drücken</translation>
    </message>
</context>
<context>
    <name>hypnodesk::KeyMapDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Search in the keys</source>
        <translation>Suche in den Tasten</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Key &amp;map</source>
        <translation>Tasten&amp;belegung</translation>
    </message>
    <message>
        <source>Key map</source>
        <translation>Tastenbelegung</translation>
    </message>
    <message>
        <source>Re&amp;name...</source>
        <translation>Umbe&amp;nennen...</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>Lö&amp;schen</translation>
    </message>
    <message>
        <source>Press the key to add</source>
        <translation>Neue Taste drücken</translation>
    </message>
    <message>
        <source>Press the key to add. Keys of the number pad are keys of their own. Shift+F6 leaves this field.</source>
        <translation>Drücken Sie die Taste, die hinzukommen soll. Tasten des Ziffernblocks sind eigene Tasten. Umschalt+F6 verlässt dieses Feld.</translation>
    </message>
    <message>
        <source>Add a &amp;key</source>
        <translation>&amp;Taste hinzufügen</translation>
    </message>
    <message>
        <source>Its de&amp;fault</source>
        <translation>Ihre &amp;Vorgabe</translation>
    </message>
    <message>
        <source>&amp;All to default</source>
        <translation>&amp;Alle auf Vorgabe</translation>
    </message>
    <message>
        <source>&amp;Save as a page...</source>
        <translation>Als &amp;Seite speichern...</translation>
    </message>
    <message>
        <source>&amp;Print...</source>
        <translation>&amp;Drucken...</translation>
    </message>
    <message>
        <source>No key gives %1 now.</source>
        <translation>Keine Taste löst jetzt „%1“ aus.</translation>
    </message>
    <message>
        <source>Take %1 away from %2</source>
        <translation>%1 von „%2“ wegnehmen</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;. Which action keeps it?</source>
        <translation>%1 gehört zu „%2“. Welche Aktion behält sie?</translation>
    </message>
    <message>
        <source>%1 goes to %2</source>
        <translation>%1 geht an „%2“</translation>
    </message>
    <message>
        <source>%1 stays with %2</source>
        <translation>%1 bleibt bei „%2“</translation>
    </message>
    <message>
        <source>Rename the key map</source>
        <translation>Tastenbelegung umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The map keeps its name: another one is called that, or the name is empty.</source>
        <translation>Die Belegung behält ihren Namen: eine andere heißt schon so, oder der Name ist leer.</translation>
    </message>
    <message>
        <source>Save the keys as a page</source>
        <translation>Tasten als Seite speichern</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another folder.</source>
        <translation>%1 wurde nicht geschrieben: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>hypnodesk::LearningCurves</name>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>Loss by step</source>
        <translation>Verlust je Schritt</translation>
    </message>
    <message>
        <source>Loss by step: %1</source>
        <translation>Verlust je Schritt: %1</translation>
    </message>
    <message>
        <source>Kappa on the validation subjects: %1</source>
        <translation>Kappa bei den Personen zur Kontrolle: %1</translation>
    </message>
    <message>
        <source>Kappa on the validation subjects</source>
        <translation>Kappa bei den Personen zur Kontrolle</translation>
    </message>
    <message>
        <source>Drawn after each pass over the nights.</source>
        <translation>Wird nach jedem Durchgang durch die Nächte gezeichnet.</translation>
    </message>
    <message>
        <source>Drawn while a model learns.</source>
        <translation>Wird gezeichnet, während ein Modell lernt.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::MainWindow</name>
    <message>
        <source>Hypnodesk</source>
        <translation>Hypnodesk</translation>
    </message>
    <message>
        <source>Progress of scoring</source>
        <translation>Fortschritt der Auswertung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>State of the study file</source>
        <translation>Zustand der Studiendatei</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Scoring...</source>
        <translation>Wird ausgewertet...</translation>
    </message>
    <message>
        <source>Scoring on %1</source>
        <translation>Auswertung auf %1</translation>
    </message>
    <message>
        <source>Scoring on %1: %2 %</source>
        <translation>Auswertung auf %1: %2 %</translation>
    </message>
    <message>
        <source>, about %1 s left</source>
        <translation>, noch etwa %1 s</translation>
    </message>
    <message>
        <source>Not scored by the network yet. F5 scores the night.</source>
        <translation>Noch nicht vom Netz ausgewertet. F5 wertet die Nacht aus.</translation>
    </message>
    <message>
        <source>Scored in %1 s on %2. Space goes to the next doubtful epoch.</source>
        <translation>Ausgewertet in %1 s auf %2. Die Leertaste geht zur nächsten zweifelhaften Epoche.</translation>
    </message>
    <message>
        <source>Scoring was cancelled; nothing was changed.</source>
        <translation>Die Auswertung wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The night was not scored</source>
        <translation>Die Nacht wurde nicht ausgewertet</translation>
    </message>
    <message>
        <source>Run &quot;hypno check&quot; or install Hypnodesk again; until then, score by hand.</source>
        <translation>Rufen Sie „hypno check“ auf oder installieren Sie Hypnodesk neu; werten Sie bis dahin von Hand aus.</translation>
    </message>
    <message>
        <source>The spectrogram could not be computed</source>
        <translation>Das Spektrogramm konnte nicht berechnet werden</translation>
    </message>
    <message>
        <source>%1 - Hypnodesk</source>
        <translation>%1 - Hypnodesk</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Record of the consensus</source>
        <translation>Protokoll des Konsenses</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings and studies (*.edf *.EDF *.bdf *.BDF *.rec *.REC *.hypno)</source>
        <translation>Aufzeichnungen und Studien (*.edf *.EDF *.bdf *.BDF *.rec *.REC *.hypno)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Exported: %1</source>
        <translation>Exportiert: %1</translation>
    </message>
    <message>
        <source>%1 was not written</source>
        <translation>%1 wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Import hypnogram</source>
        <translation>Hypnogramm importieren</translation>
    </message>
    <message>
        <source>Imported as the scoring &quot;%1&quot;.</source>
        <translation>Importiert als Auswertung „%1“.</translation>
    </message>
    <message>
        <source>Export hypnogram</source>
        <translation>Hypnogramm exportieren</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signale</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>Befund: %1.</translation>
    </message>
    <message>
        <source>%1 is doubtful.</source>
        <translation>%1 ist zweifelhaft.</translation>
    </message>
    <message>
        <source>Do not trust %1.</source>
        <translation>Vertrauen Sie %1 nicht.</translation>
    </message>
    <message>
        <source>Score on %1 instead</source>
        <translation>Stattdessen %1 auswerten</translation>
    </message>
    <message>
        <source>Show the signals</source>
        <translation>Signale zeigen</translation>
    </message>
    <message>
        <source>The study goes on in %1</source>
        <translation>Die Studie wird fortgeführt in %1</translation>
    </message>
    <message>
        <source>Copied to %1</source>
        <translation>Kopiert nach %1</translation>
    </message>
    <message>
        <source>Save what is in memory alone</source>
        <translation>Nur den Stand im Speicher sichern</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Erledigt.</translation>
    </message>
    <message>
        <source>This scoring is signed.</source>
        <translation>Diese Auswertung ist freigegeben.</translation>
    </message>
    <message>
        <source>New revision</source>
        <translation>Neue Revision</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was deleted.</source>
        <translation>„%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>%1 is open already.</source>
        <translation>%1 ist bereits geöffnet.</translation>
    </message>
    <message>
        <source>Opening %1...</source>
        <translation>%1 wird geöffnet...</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Connect the drive that holds it, or say where it is now.</source>
        <translation>Verbinden Sie das Laufwerk mit der Datei, oder sagen Sie, wo sie jetzt liegt.</translation>
    </message>
    <message>
        <source>Locate...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>The samples of %1 are not those that were scored.</source>
        <translation>Die Abtastwerte von %1 sind nicht die, die ausgewertet wurden.</translation>
    </message>
    <message>
        <source>Size and header agree, the signals do not: the file was changed or damaged. Compare it with a copy before you rely on this scoring.</source>
        <translation>Größe und Kopf stimmen überein, die Signale nicht: die Datei wurde verändert oder beschädigt. Vergleichen Sie sie mit einer Kopie, bevor Sie sich auf diese Auswertung verlassen.</translation>
    </message>
    <message>
        <source>The folder of the recording takes no new files; your work is kept in %1.</source>
        <translation>Der Ordner der Aufzeichnung nimmt keine neuen Dateien an; Ihre Arbeit liegt in %1.</translation>
    </message>
    <message>
        <source>No channel looks like an EEG.</source>
        <translation>Kein Kanal sieht nach einem EEG aus.</translation>
    </message>
    <message>
        <source>The network cannot score this night; you can still score it by hand. %1</source>
        <translation>Das Netz kann diese Nacht nicht auswerten; von Hand geht es weiterhin. %1</translation>
    </message>
    <message>
        <source>%1 Repairs in all: %2.</source>
        <translation>%1 Reparaturen insgesamt: %2.</translation>
    </message>
    <message>
        <source>The file was repaired while reading.</source>
        <translation>Die Datei wurde beim Lesen repariert.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Repairs:</source>
        <translation>Reparaturen:</translation>
    </message>
    <message>
        <source>About the study file:</source>
        <translation>Zur Studiendatei:</translation>
    </message>
    <message>
        <source>Unsaved stages of this night were kept.</source>
        <translation>Ungespeicherte Stadien dieser Nacht blieben erhalten.</translation>
    </message>
    <message>
        <source>An earlier version of Hypnodesk ended before they were saved.</source>
        <translation>Eine frühere Version von Hypnodesk endete, bevor sie gespeichert waren.</translation>
    </message>
    <message>
        <source>Import them as a scoring</source>
        <translation>Als Auswertung importieren</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>The stages could not be read</source>
        <translation>Die Stadien konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Liegen lassen</translation>
    </message>
    <message>
        <source>Where is the recording of %1?</source>
        <translation>Wo ist die Aufzeichnung zu %1?</translation>
    </message>
    <message>
        <source>Recordings (*.edf *.EDF *.bdf *.BDF *.rec *.REC)</source>
        <translation>Aufzeichnungen (*.edf *.EDF *.bdf *.BDF *.rec *.REC)</translation>
    </message>
    <message>
        <source>Save a copy of the study</source>
        <translation>Kopie der Studie speichern</translation>
    </message>
    <message>
        <source>Studies (*.hypno)</source>
        <translation>Studien (*.hypno)</translation>
    </message>
    <message>
        <source>Evidence for the scoring &quot;%1&quot;</source>
        <translation>Nachweis zur Auswertung „%1“</translation>
    </message>
    <message>
        <source>Bundles (*.zip)</source>
        <translation>Bündel (*.zip)</translation>
    </message>
    <message>
        <source>Collecting the evidence...</source>
        <translation>Nachweis wird zusammengestellt...</translation>
    </message>
    <message>
        <source>De-identified copies of recording and study</source>
        <translation>De-identifizierte Kopien von Aufzeichnung und Studie</translation>
    </message>
    <message>
        <source>Recordings (*.edf *.bdf)</source>
        <translation>Aufzeichnungen (*.edf *.bdf)</translation>
    </message>
    <message>
        <source>Writing copies without the patient&apos;s data...</source>
        <translation>Kopien ohne die Daten des Patienten werden geschrieben...</translation>
    </message>
    <message>
        <source>Changes that are not in the study file yet: %1.</source>
        <translation>Noch nicht in der Studiendatei: %1 Änderungen.</translation>
    </message>
    <message>
        <source>%1 They are lost if you leave now.</source>
        <translation>%1 Sie gehen verloren, wenn Sie jetzt beenden.</translation>
    </message>
    <message>
        <source>Save elsewhere...</source>
        <translation>Anderswo sichern...</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Leave without them</source>
        <translation>Ohne sie beenden</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>The demo night could not be made</source>
        <translation>Die Demonacht konnte nicht erzeugt werden</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Events of %1</source>
        <translation>Ereignisse aus %1</translation>
    </message>
    <message>
        <source>For research use.</source>
        <translation>Nur für Forschungszwecke.</translation>
    </message>
    <message>
        <source>The folder: %1</source>
        <translation>Der Ordner: %1</translation>
    </message>
</context>
<context>
    <name>hypnodesk::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ModelsDialog</name>
    <message>
        <source>all nights</source>
        <translation>alle Nächte</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Default for</source>
        <translation>Standard für</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Gemacht aus</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Gemacht am</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Record of the model</source>
        <translation>Protokoll des Modells</translation>
    </message>
    <message>
        <source>Which model scores</source>
        <translation>Welches Modell auswertet</translation>
    </message>
    <message>
        <source>State of the library</source>
        <translation>Zustand der Sammlung</translation>
    </message>
    <message>
        <source>&amp;Use for all nights</source>
        <translation>Für &amp;alle Nächte nutzen</translation>
    </message>
    <message>
        <source>Use for one &amp;derivation...</source>
        <translation>Für eine A&amp;bleitung nutzen...</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>&amp;Exportieren...</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren...</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>&amp;Entfernen...</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Reading the models...</source>
        <translation>Modelle werden gelesen...</translation>
    </message>
    <message>
        <source>do not use</source>
        <translation>nicht nutzen</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>mit dem Programm geliefert</translation>
    </message>
    <message>
        <source>as it was written</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>No model is installed. Import one, or install Hypnodesk again.</source>
        <translation>Kein Modell ist installiert. Importieren Sie eines, oder installieren Sie Hypnodesk neu.</translation>
    </message>
    <message>
        <source>The choice of the default model could not be read</source>
        <translation>Die Wahl des Standardmodells war nicht lesbar</translation>
    </message>
    <message>
        <source>the model that came with the program</source>
        <translation>dem mitgelieferten Modell</translation>
    </message>
    <message>
        <source>Nights are scored with %1.</source>
        <translation>Nächte werden mit %1 ausgewertet.</translation>
    </message>
    <message>
        <source>Nights on %1 are scored with %2.</source>
        <translation>Nächte auf %1 werden mit %2 ausgewertet.</translation>
    </message>
    <message>
        <source>Rolling back brings %1.</source>
        <translation>Zurücknehmen führt zu %1.</translation>
    </message>
    <message>
        <source>The record of the model in the list is shown here.</source>
        <translation>Hier steht das Protokoll des Modells aus der Liste.</translation>
    </message>
    <message>
        <source>This model should not be used</source>
        <translation>Dieses Modell sollte nicht genutzt werden</translation>
    </message>
    <message>
        <source>Made from %1.</source>
        <translation>Gemacht aus %1.</translation>
    </message>
    <message>
        <source>, made from </source>
        <translation>, gemacht aus </translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>It came with the program; its model card tells what it learned from.</source>
        <translation>Es kam mit dem Programm; seine Modellkarte sagt, wovon es gelernt hat.</translation>
    </message>
    <message>
        <source>It has no change record: nobody noted how it was made and examined.</source>
        <translation>Es hat kein Änderungsprotokoll: Niemand hat festgehalten, wie es gemacht und geprüft wurde.</translation>
    </message>
    <message>
        <source>%1 scores from now on.</source>
        <translation>Ab jetzt wertet %1 aus.</translation>
    </message>
    <message>
        <source>%1 scores nights on %2 from now on.</source>
        <translation>Ab jetzt wertet %1 Nächte auf %2 aus.</translation>
    </message>
    <message>
        <source>The default model was not changed</source>
        <translation>Das Standardmodell wurde nicht geändert</translation>
    </message>
    <message>
        <source>Default for a derivation</source>
        <translation>Standard für eine Ableitung</translation>
    </message>
    <message>
        <source>Nights on this &amp;derivation are scored with %1:</source>
        <translation>Nächte auf dieser &amp;Ableitung werden ausgewertet mit %1:</translation>
    </message>
    <message>
        <source>Rolled back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>Export the model with its record</source>
        <translation>Modell mit seinem Protokoll exportieren</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>The model was not exported</source>
        <translation>Das Modell wurde nicht exportiert</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Imported. It scores once it is chosen as the default.</source>
        <translation>Importiert. Es wertet aus, sobald es als Standard gewählt ist.</translation>
    </message>
    <message>
        <source>The model was not imported</source>
        <translation>Das Modell wurde nicht importiert</translation>
    </message>
    <message>
        <source>Looking for scorings that refer to it...</source>
        <translation>Auswertungen, die sich darauf beziehen, werden gesucht...</translation>
    </message>
    <message>
        <source>The model was not removed</source>
        <translation>Das Modell wurde nicht entfernt</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>None of the %1 recent studies refers to it; other studies were not looked at.</source>
        <translation>Keine der %1 letzten Studien bezieht sich darauf; andere Studien wurden nicht angesehen.</translation>
    </message>
    <message>
        <source>Scorings that refer to it: %1, in %2 recent studies that were looked through. They keep their stages, but cannot be made again without the model.</source>
        <translation>Auswertungen, die sich darauf beziehen: %1, in %2 durchgesehenen letzten Studien. Sie behalten ihre Stadien, lassen sich ohne das Modell aber nicht wiederholen.</translation>
    </message>
    <message>
        <source>Studies that could not be read: %1.</source>
        <translation>Nicht lesbare Studien: %1.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::MontageCommands</name>
    <message>
        <source>C&amp;hannels</source>
        <translation>Kanäl&amp;e</translation>
    </message>
    <message>
        <source>Point at a trace first: this key changes the one under the pointer.</source>
        <translation>Zeigen Sie zuerst auf eine Kurve: diese Taste ändert die unter dem Zeiger.</translation>
    </message>
    <message>
        <source>Montage %1</source>
        <translation>Montage %1</translation>
    </message>
</context>
<context>
    <name>hypnodesk::MontageEditor</name>
    <message>
        <source>Montages</source>
        <translation>Montagen</translation>
    </message>
    <message>
        <source>Rows of the montage</source>
        <translation>Zeilen der Montage</translation>
    </message>
    <message>
        <source>&amp;Montage:</source>
        <translation>&amp;Montage:</translation>
    </message>
    <message>
        <source>Row &amp;up</source>
        <translation>Zeile nach &amp;oben</translation>
    </message>
    <message>
        <source>Row do&amp;wn</source>
        <translation>Zeile nach &amp;unten</translation>
    </message>
    <message>
        <source>Remo&amp;ve row</source>
        <translation>Zei&amp;le entfernen</translation>
    </message>
    <message>
        <source>&amp;Contralateral</source>
        <translation>&amp;Kontralateral</translation>
    </message>
    <message>
        <source>Dup&amp;licate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Rename...</source>
        <translation>Um&amp;benennen...</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>Lö&amp;schen</translation>
    </message>
    <message>
        <source>Re&amp;store</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Makes the built-in montage from the channels of this night again.</source>
        <translation>Bildet die eingebaute Montage erneut aus den Kanälen dieser Nacht.</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren...</translation>
    </message>
    <message>
        <source>E&amp;xport...</source>
        <translation>E&amp;xportieren...</translation>
    </message>
    <message>
        <source>Rename the montage</source>
        <translation>Montage umbenennen</translation>
    </message>
    <message>
        <source>A montage of your own with these rows, called:</source>
        <translation>Eine eigene Montage mit diesen Zeilen, mit dem Namen:</translation>
    </message>
    <message>
        <source>Name of the montage:</source>
        <translation>Name der Montage:</translation>
    </message>
    <message>
        <source>Rows against the contralateral mastoid now: %1.</source>
        <translation>Zeilen, die nun gegen das kontralaterale Mastoid stehen: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 was not imported: %2.</source>
        <translation>%1 wurde nicht importiert: %2.</translation>
    </message>
    <message>
        <source>Montages imported: %1.</source>
        <translation>Importierte Montagen: %1.</translation>
    </message>
    <message>
        <source>Montages written to %1: %2.</source>
        <translation>Montagen nach %1 geschrieben: %2.</translation>
    </message>
    <message>
        <source>The montages were not written: %1.</source>
        <translation>Die Montagen wurden nicht geschrieben: %1.</translation>
    </message>
    <message>
        <source>Import montages</source>
        <translation>Montagen importieren</translation>
    </message>
    <message>
        <source>Montages (*.json);;All files (*)</source>
        <translation>Montagen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export montages</source>
        <translation>Montagen exportieren</translation>
    </message>
    <message>
        <source>Montages (*.json)</source>
        <translation>Montagen (*.json)</translation>
    </message>
</context>
<context>
    <name>hypnodesk::MontageTable</name>
    <message>
        <source>This night has no such channel; the row is left out.</source>
        <translation>Diese Nacht hat keinen solchen Kanal; die Zeile entfällt.</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>turned over</source>
        <translation>umgepolt</translation>
    </message>
    <message>
        <source>not turned over</source>
        <translation>nicht umgepolt</translation>
    </message>
    <message>
        <source>%1, not in this night</source>
        <translation>%1, nicht in dieser Nacht</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>Ableitung</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Turned over</source>
        <translation>Umgepolt</translation>
    </message>
</context>
<context>
    <name>hypnodesk::NightCommands</name>
    <message>
        <source>The network has no proposal for this epoch.</source>
        <translation>Das Netz hat keinen Vorschlag für diese Epoche.</translation>
    </message>
    <message>
        <source>No unscored epoch follows.</source>
        <translation>Keine unbewertete Epoche folgt.</translation>
    </message>
    <message>
        <source>No stage change after this epoch.</source>
        <translation>Kein Stadienwechsel nach dieser Epoche.</translation>
    </message>
    <message>
        <source>No stage change before this epoch.</source>
        <translation>Kein Stadienwechsel vor dieser Epoche.</translation>
    </message>
    <message>
        <source>In training the network, and with it the queue, is hidden.</source>
        <translation>Im Training ist das Netz verdeckt, und mit ihm die Prüfliste.</translation>
    </message>
    <message>
        <source>Nothing to doubt yet: the network has not scored this night (F5).</source>
        <translation>Noch nichts zu bezweifeln: das Netz hat diese Nacht nicht ausgewertet (F5).</translation>
    </message>
    <message>
        <source>No doubtful epoch is left.</source>
        <translation>Keine zweifelhafte Epoche ist übrig.</translation>
    </message>
    <message>
        <source>The queue of doubtful epochs begins here.</source>
        <translation>Hier beginnt die Liste der zweifelhaften Epochen.</translation>
    </message>
    <message>
        <source>Epochs %1 to %2 are chosen: a stage key scores them all, Enter accepts the network&apos;s stages, Escape lets go.</source>
        <translation>Die Epochen %1 bis %2 sind gewählt: Eine Stadientaste bewertet alle, Eingabe übernimmt die Stadien des Netzes, Escape lässt los.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::NightMontage</name>
    <message>
        <source>This night has no channel of the montage &quot;%1&quot;.</source>
        <translation>Diese Nacht hat keinen Kanal der Montage „%1“.</translation>
    </message>
    <message>
        <source>Montage: %1.</source>
        <translation>Montage: %1.</translation>
    </message>
    <message>
        <source>Montage: %1. This night lacks %2.</source>
        <translation>Montage: %1. Dieser Nacht fehlt %2.</translation>
    </message>
    <message>
        <source>Every EEG and EOG row is against the contralateral mastoid already.</source>
        <translation>Jede EEG- und EOG-Zeile steht schon gegen das kontralaterale Mastoid.</translation>
    </message>
    <message>
        <source>This night has no contralateral mastoid for %1.</source>
        <translation>Diese Nacht hat kein kontralaterales Mastoid für %1.</translation>
    </message>
    <message>
        <source>Rows against the contralateral mastoid: %1.</source>
        <translation>Zeilen gegen das kontralaterale Mastoid: %1.</translation>
    </message>
    <message>
        <source>Rows against the contralateral mastoid: %1. None is recorded for %2.</source>
        <translation>Zeilen gegen das kontralaterale Mastoid: %1. Keines ist aufgezeichnet für %2.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::NightPage</name>
    <message>
        <source>Raw traces</source>
        <translation>Rohsignale</translation>
    </message>
    <message>
        <source>Spectrogram of the page</source>
        <translation>Spektrogramm der Seite</translation>
    </message>
    <message>
        <source>Whole night</source>
        <translation>Ganze Nacht</translation>
    </message>
    <message>
        <source>Not scored by the network yet. F5 scores the night.</source>
        <translation>Noch nicht vom Netz ausgewertet. F5 wertet die Nacht aus.</translation>
    </message>
    <message>
        <source>This recording holds no signals.</source>
        <translation>Diese Aufzeichnung enthält keine Signale.</translation>
    </message>
    <message>
        <source>No channel is shown. Choose some under View, Channels.</source>
        <translation>Kein Kanal wird gezeigt. Wählen Sie welche unter Ansicht, Kanäle.</translation>
    </message>
    <message>
        <source>No channel to show.</source>
        <translation>Kein Kanal zu zeigen.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::NightPanel</name>
    <message>
        <source>Whole night</source>
        <translation>Ganze Nacht</translation>
    </message>
    <message>
        <source>Spectrogram, stage probabilities and hypnogram of the whole night</source>
        <translation>Spektrogramm, Wahrscheinlichkeiten der Stadien und Hypnogramm der ganzen Nacht</translation>
    </message>
    <message>
        <source>Epoch under the mouse or in view</source>
        <translation>Epoche unter der Maus oder im Blick</translation>
    </message>
</context>
<context>
    <name>hypnodesk::NightsPage</name>
    <message>
        <source>&amp;Also learn from stages of the network that were accepted together with others</source>
        <translation>&amp;Auch von Stadien des Netzes lernen, die zusammen mit anderen übernommen wurden</translation>
    </message>
    <message>
        <source>Add &amp;recent nights</source>
        <translation>&amp;Letzte Nächte hinzufügen</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>Aus der Liste &amp;nehmen</translation>
    </message>
    <message>
        <source>Nights to learn from</source>
        <translation>Nächte zum Lernen</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>Subject (F2 changes it)</source>
        <translation>Person (F2 ändert sie)</translation>
    </message>
    <message>
        <source>Scorer</source>
        <translation>Auswerter</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>Ableitung</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Kappa now</source>
        <translation>Kappa jetzt</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Agreement of the present model with the stages that count as labels</source>
        <translation>Übereinstimmung des jetzigen Modells mit den Stadien, die als Vorlage zählen</translation>
    </message>
    <message>
        <source>Stages that nobody looked at are never labels, unless they were accepted.</source>
        <translation>Stadien, die niemand angesehen hat, sind nie Vorlagen, außer sie wurden übernommen.</translation>
    </message>
    <message>
        <source>Summary of the nights</source>
        <translation>Zusammenfassung der Nächte</translation>
    </message>
    <message>
        <source>Add &amp;studies...</source>
        <translation>&amp;Studien hinzufügen...</translation>
    </message>
    <message>
        <source>Add a &amp;folder...</source>
        <translation>&amp;Ordner hinzufügen...</translation>
    </message>
    <message>
        <source>Studies and recordings to learn from</source>
        <translation>Studien und Aufnahmen zum Lernen</translation>
    </message>
    <message>
        <source>Studies and recordings (*.hypno *.edf *.EDF *.bdf *.BDF)</source>
        <translation>Studien und Aufnahmen (*.hypno *.edf *.EDF *.bdf *.BDF)</translation>
    </message>
    <message>
        <source>Folder of nights</source>
        <translation>Ordner mit Nächten</translation>
    </message>
    <message>
        <source>Looking through the nights...</source>
        <translation>Nächte werden durchgesehen...</translation>
    </message>
    <message>
        <source>The nights could not be read</source>
        <translation>Die Nächte waren nicht lesbar</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>No nights yet. Add studies, a folder of them, or your recent nights.</source>
        <translation>Noch keine Nächte. Fügen Sie Studien, einen Ordner davon oder Ihre letzten Nächte hinzu.</translation>
    </message>
    <message>
        <source>Chosen: %1 of %2 nights, %3 subjects, %4 labelled epochs. %5</source>
        <translation>Gewählt: %1 von %2 Nächten, %3 Personen, %4 Epochen als Vorlage. %5</translation>
    </message>
    <message>
        <source>None of them can be used; the last column says why.</source>
        <translation>Keine davon ist nutzbar; die letzte Spalte sagt, warum.</translation>
    </message>
    <message>
        <source>&amp;Table of subjects...</source>
        <translation>&amp;Tabelle der Personen...</translation>
    </message>
    <message>
        <source>A CSV file with the columns recording and subject says whose night each is.</source>
        <translation>Eine CSV-Datei mit den Spalten recording und subject sagt, wessen Nacht jede ist.</translation>
    </message>
    <message>
        <source>Choose nights whose stages people gave or corrected. Nights of one subject stay together: give them the same name in the column Subject, by hand or by a table.</source>
        <translation>Wählen Sie Nächte, deren Stadien Menschen vergeben oder korrigiert haben. Nächte einer Person bleiben zusammen: Geben Sie ihnen in der Spalte Person denselben Namen, von Hand oder durch eine Tabelle.</translation>
    </message>
    <message>
        <source>Table of subjects</source>
        <translation>Tabelle der Personen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.CSV)</source>
        <translation>Tabellen (*.csv *.CSV)</translation>
    </message>
    <message>
        <source>The table of subjects could not be read</source>
        <translation>Die Tabelle der Personen konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Their subjects come from %1.</source>
        <translation>Ihre Personen stehen in %1.</translation>
    </message>
    <message>
        <source>%1 names %2 of the nights.</source>
        <translation>%1 nennt %2 der Nächte.</translation>
    </message>
    <message>
        <source>The study holds no scoring by the present model on this derivation. The exam will measure it.</source>
        <translation>Die Studie hält keine Auswertung des jetzigen Modells auf dieser Ableitung. Die Prüfung wird es messen.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::PanelTitle</name>
    <message>
        <source>Enlarge %1, or back</source>
        <translation>%1 vergrößern oder zurück</translation>
    </message>
    <message>
        <source>%1 in a window of its own, or back</source>
        <translation>%1 in ein eigenes Fenster oder zurück</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 verbergen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::PlanPage</name>
    <message>
        <source>from the nights</source>
        <translation>aus den Nächten</translation>
    </message>
    <message>
        <source>&amp;Same electrode as the present model: learn how this clinic scores</source>
        <translation>&amp;Selbe Elektrode wie das jetzige Modell: lernen, wie diese Klinik auswertet</translation>
    </message>
    <message>
        <source>&amp;Other electrode or recorder: learn its signal as well (much slower)</source>
        <translation>&amp;Andere Elektrode oder anderes Gerät: auch das Signal lernen (viel langsamer)</translation>
    </message>
    <message>
        <source>Clinic %1</source>
        <translation>Klinik %1</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Name des neuen Modells</translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>&amp;Expert settings</source>
        <translation>&amp;Einstellungen für Fachleute</translation>
    </message>
    <message>
        <source>&amp;Name of the new model</source>
        <translation>&amp;Name des neuen Modells</translation>
    </message>
    <message>
        <source>by the number of subjects</source>
        <translation>nach der Zahl der Personen</translation>
    </message>
    <message>
        <source>each subject left out once</source>
        <translation>jede Person einmal ausgenommen</translation>
    </message>
    <message>
        <source>groups of subjects left out in turn</source>
        <translation>Gruppen von Personen nacheinander ausgenommen</translation>
    </message>
    <message>
        <source>none: nothing is measured</source>
        <translation>keine: nichts wird gemessen</translation>
    </message>
    <message>
        <source>Kind of exam</source>
        <translation>Art der Prüfung</translation>
    </message>
    <message>
        <source>Weight of staying close to the present model</source>
        <translation>Gewicht der Nähe zum jetzigen Modell</translation>
    </message>
    <message>
        <source>Share of the learning rate for the backbones</source>
        <translation>Anteil der Lernrate für die Grundschichten</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Passes over the nights, at most</source>
        <translation>Durchgänge durch die Nächte, höchstens</translation>
    </message>
    <message>
        <source>Windows a step</source>
        <translation>Fenster je Schritt</translation>
    </message>
    <message>
        <source>Seed of chance</source>
        <translation>Startwert des Zufalls</translation>
    </message>
    <message>
        <source>There is no plan for these nights</source>
        <translation>Für diese Nächte gibt es keinen Plan</translation>
    </message>
    <message>
        <source>It learns from: nights %1, subjects %2, labelled epochs %3.</source>
        <translation>Vorlage: Nächte %1, Personen %2, Epochen %3.</translation>
    </message>
    <message>
        <source>For the exam each subject is left out once: %1 models are trained, and each is examined on the nights of the subject it never saw.</source>
        <translation>Für die Prüfung wird jede Person einmal ausgenommen: %1 Modelle werden trainiert, und jedes wird in den Nächten der Person geprüft, die es nie gesehen hat.</translation>
    </message>
    <message>
        <source>For the exam groups of subjects are left out in turn: %1 models are trained, and each is examined on the subjects it never saw.</source>
        <translation>Für die Prüfung werden Gruppen von Personen nacheinander ausgenommen: %1 Modelle werden trainiert, und jedes wird an den Personen geprüft, die es nie gesehen hat.</translation>
    </message>
    <message>
        <source>No exam is taken.</source>
        <translation>Es findet keine Prüfung statt.</translation>
    </message>
    <message>
        <source>Weight of staying close to the present model: %1.</source>
        <translation>Gewicht der Nähe zum jetzigen Modell: %1.</translation>
    </message>
    <message>
        <source>Estimated time: %1.</source>
        <translation>Geschätzte Dauer: %1.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RecentList</name>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not scored yet</source>
        <translation>noch nicht bewertet</translation>
    </message>
    <message>
        <source>scored %1 %</source>
        <translation>bewertet %1 %</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>freigegeben von %1</translation>
    </message>
    <message>
        <source>reviewed %1 %</source>
        <translation>geprüft %1 %</translation>
    </message>
    <message>
        <source>Open this night</source>
        <translation>Diese Nacht öffnen</translation>
    </message>
    <message>
        <source>Locate...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Recent recordings</source>
        <translation>Zuletzt geöffnete Aufzeichnungen</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Zuletzt geändert</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RecordPage</name>
    <message>
        <source>&amp;Keep the present model</source>
        <translation>Das &amp;jetzige Modell behalten</translation>
    </message>
    <message>
        <source>&amp;Use the new model for all nights</source>
        <translation>Das neue Modell für &amp;alle Nächte nutzen</translation>
    </message>
    <message>
        <source>&amp;Sign and finish</source>
        <translation>Unterschreiben und a&amp;bschließen</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Name des neuen Modells</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Wer entscheidet</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Notiz für das Protokoll</translation>
    </message>
    <message>
        <source>State of the record</source>
        <translation>Zustand des Protokolls</translation>
    </message>
    <message>
        <source>Name of the &amp;new model</source>
        <translation>Name des &amp;neuen Modells</translation>
    </message>
    <message>
        <source>Signe&amp;d by</source>
        <translation>&amp;Unterschrieben von</translation>
    </message>
    <message>
        <source>No&amp;te</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>The model-change record holds what was learned from (as digests), the settings, the exam and this decision. It stays with the model, as JSON and as a page for people.</source>
        <translation>Das Änderungsprotokoll enthält, wovon gelernt wurde (als Prüfsummen), die Einstellungen, die Prüfung und diese Entscheidung. Es bleibt beim Modell, als JSON und als Seite für Menschen.</translation>
    </message>
    <message>
        <source>The present model stays. The record is kept in %1.</source>
        <translation>Das jetzige Modell bleibt. Das Protokoll liegt in %1.</translation>
    </message>
    <message>
        <source>%1 scores from now on. Models in the Network menu rolls back. The record is kept in %2.</source>
        <translation>Ab jetzt wertet %1 aus. Modelle im Menü Netz nimmt es zurück. Das Protokoll liegt in %2.</translation>
    </message>
    <message>
        <source>Nothing was changed: the record could not be written</source>
        <translation>Nichts wurde geändert: Das Protokoll war nicht zu schreiben</translation>
    </message>
    <message>
        <source>There is nothing to decide yet.</source>
        <translation>Noch gibt es nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>Use the new model for nights on %1 &amp;only</source>
        <translation>Das neue Modell nu&amp;r für Nächte auf %1 nutzen</translation>
    </message>
    <message>
        <source>Writing the record...</source>
        <translation>Protokoll wird geschrieben...</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>none: no letterhead, all statistics</source>
        <translation>keine: ohne Briefkopf, alle Werte</translation>
    </message>
    <message>
        <source>Template file</source>
        <translation>Vorlagendatei</translation>
    </message>
    <message>
        <source>as the template says</source>
        <translation>wie in der Vorlage</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>US-Letter</translation>
    </message>
    <message>
        <source>C&amp;hoose...</source>
        <translation>&amp;Wählen...</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Pa&amp;per</source>
        <translation>Pa&amp;pier</translation>
    </message>
    <message>
        <source>P&amp;rint...</source>
        <translation>D&amp;rucken...</translation>
    </message>
    <message>
        <source>P&amp;DF...</source>
        <translation>P&amp;DF...</translation>
    </message>
    <message>
        <source>HT&amp;ML...</source>
        <translation>HT&amp;ML...</translation>
    </message>
    <message>
        <source>Template of reports</source>
        <translation>Berichtsvorlage</translation>
    </message>
    <message>
        <source>Report templates (*.json)</source>
        <translation>Berichtsvorlagen (*.json)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Geschrieben nach %1.</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>Der Bericht wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>Making the report...</source>
        <translation>Bericht wird erstellt...</translation>
    </message>
    <message>
        <source>State of the report</source>
        <translation>Zustand des Berichts</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RetrainingCommands</name>
    <message>
        <source>The new model &quot;%1&quot; waits for a decision.</source>
        <translation>Das neue Modell „%1“ wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>The training of &quot;%1&quot; was interrupted.</source>
        <translation>Das Training von „%1“ wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The present model is in use meanwhile.</source>
        <translation>Bis dahin gilt das jetzige Modell.</translation>
    </message>
    <message>
        <source>See the exam</source>
        <translation>Prüfung ansehen</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The training is done.</source>
        <translation>Das Training ist fertig.</translation>
    </message>
    <message>
        <source>The training ended without a result.</source>
        <translation>Das Training endete ohne Ergebnis.</translation>
    </message>
    <message>
        <source>The present model is in use until you decide.</source>
        <translation>Das jetzige Modell gilt, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RetrainingWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Retrain the model</source>
        <translation>Netz nachtrainieren</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>1  Nights</source>
        <translation>1  Nächte</translation>
    </message>
    <message>
        <source>2  Plan</source>
        <translation>2  Plan</translation>
    </message>
    <message>
        <source>3  Training</source>
        <translation>3  Training</translation>
    </message>
    <message>
        <source>4  Exam</source>
        <translation>4  Prüfung</translation>
    </message>
    <message>
        <source>5  Record</source>
        <translation>5  Protokoll</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Remove &amp;it</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Which nights?</source>
        <translation>Welche Nächte?</translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Did it help?</source>
        <translation>Hat es geholfen?</translation>
    </message>
    <message>
        <source>Decision and record</source>
        <translation>Entscheidung und Protokoll</translation>
    </message>
    <message>
        <source>The new model &quot;%1&quot; waits for a decision.</source>
        <translation>Das neue Modell „%1“ wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>The training of &quot;%1&quot; was interrupted.</source>
        <translation>Das Training von „%1“ wurde unterbrochen.</translation>
    </message>
    <message>
        <source>See the &amp;exam</source>
        <translation>&amp;Prüfung ansehen</translation>
    </message>
    <message>
        <source>&amp;Go on with it</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ReviewCommands</name>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Why this stage?</source>
        <translation>Warum dieses Stadium?</translation>
    </message>
    <message>
        <source>Training.</source>
        <translation>Training.</translation>
    </message>
    <message>
        <source>The network stays hidden until you have scored an epoch. %1</source>
        <translation>Das Netz bleibt verdeckt, bis Sie eine Epoche bewertet haben. %1</translation>
    </message>
    <message>
        <source>Agreement so far...</source>
        <translation>Übereinstimmung bisher...</translation>
    </message>
    <message>
        <source>End training</source>
        <translation>Training beenden</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ReviewModel</name>
    <message>
        <source>%1, epoch %2, stages %3, probability of error %4 %, %5, %6 of %7 left</source>
        <translation>%1, Epoche %2, Stadien %3, Fehlerwahrscheinlichkeit %4 %, %5, %6 von %7 übrig</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stadien</translation>
    </message>
    <message>
        <source>P(wrong)</source>
        <translation>P(falsch)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ReviewPanel</name>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>State of the review</source>
        <translation>Stand der Prüfung</translation>
    </message>
    <message>
        <source>Share of the queue that is reviewed</source>
        <translation>Geprüfter Anteil der Liste</translation>
    </message>
    <message>
        <source>Stop rule</source>
        <translation>Abbruchregel</translation>
    </message>
    <message>
        <source>Time spent and keys used</source>
        <translation>Verwendete Zeit und Tasten</translation>
    </message>
    <message>
        <source>Measured for this study; pauses of more than a minute do not count.</source>
        <translation>Für diese Studie gemessen; Pausen von mehr als einer Minute zählen nicht.</translation>
    </message>
    <message>
        <source>Segments to review</source>
        <translation>Zu prüfende Abschnitte</translation>
    </message>
    <message>
        <source>by doubt</source>
        <translation>nach Zweifel</translation>
    </message>
    <message>
        <source>in time order</source>
        <translation>nach Zeit</translation>
    </message>
    <message>
        <source>Order of the walk</source>
        <translation>Reihenfolge des Durchgangs</translation>
    </message>
    <message>
        <source>In which order Space goes through the queue.</source>
        <translation>In welcher Reihenfolge die Leertaste durch die Liste geht.</translation>
    </message>
    <message>
        <source>Accept above...</source>
        <translation>Übernehmen ab...</translation>
    </message>
    <message>
        <source>Accept the proposals above a confidence</source>
        <translation>Vorschläge ab einer Sicherheit übernehmen</translation>
    </message>
    <message>
        <source>errors per 100, at most</source>
        <translation>Fehler je 100, höchstens</translation>
    </message>
    <message>
        <source>% reviewed, at least</source>
        <translation>% geprüft, mindestens</translation>
    </message>
    <message>
        <source>Kind of stop rule</source>
        <translation>Art der Abbruchregel</translation>
    </message>
    <message>
        <source>Limit of the stop rule</source>
        <translation>Grenze der Abbruchregel</translation>
    </message>
    <message>
        <source>Space walks</source>
        <translation>Leertaste geht</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>Ende bei</translation>
    </message>
    <message>
        <source>In training the network, and with it the queue, is hidden.</source>
        <translation>Im Training ist das Netz verdeckt, und mit ihm die Prüfliste.</translation>
    </message>
    <message>
        <source>The network scores the night.</source>
        <translation>Das Netz wertet die Nacht aus.</translation>
    </message>
    <message>
        <source>Nothing to review yet: the network has not scored this night (F5).</source>
        <translation>Noch nichts zu prüfen: das Netz hat diese Nacht nicht ausgewertet (F5).</translation>
    </message>
    <message>
        <source>Every stage of this scoring was read from a file; the network has no proposal in it.</source>
        <translation>Jedes Stadium dieser Auswertung kommt aus einer Datei; das Netz hat keinen Vorschlag darin.</translation>
    </message>
    <message>
        <source>%1 of %2 epochs of the queue are done.</source>
        <translation>%1 von %2 Epochen der Liste sind fertig.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RulerDialog</name>
    <message>
        <source>Measure the screen</source>
        <translation>Bildschirm ausmessen</translation>
    </message>
    <message>
        <source>a bank card (85.6 mm wide)</source>
        <translation>eine Scheckkarte (85,6 mm breit)</translation>
    </message>
    <message>
        <source>a ruler (100 mm)</source>
        <translation>ein Lineal (100 mm)</translation>
    </message>
    <message>
        <source>the screen&apos;s diagonal</source>
        <translation>die Bildschirmdiagonale</translation>
    </message>
    <message>
        <source> inches</source>
        <translation> Zoll</translation>
    </message>
    <message>
        <source>Diagonal of the screen</source>
        <translation>Diagonale des Bildschirms</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Vergleichen mit</translation>
    </message>
    <message>
        <source>&amp;Forget the measurement</source>
        <translation>Messung ver&amp;gessen</translation>
    </message>
    <message>
        <source>The diagonal as the maker of the screen gives it. Measuring with a card or a ruler is more exact.</source>
        <translation>Die Diagonale, wie sie der Hersteller angibt. Mit einer Karte oder einem Lineal misst man genauer.</translation>
    </message>
    <message>
        <source>Hold it against the screen and drag the right end of the line until both are equally long. The arrow keys move it by one pixel.</source>
        <translation>Halten Sie es an den Bildschirm und ziehen Sie das rechte Ende der Linie, bis beide gleich lang sind. Die Pfeiltasten bewegen es um einen Bildpunkt.</translation>
    </message>
    <message>
        <source>A millimetre is %1 pixels; this screen is %2 mm wide.</source>
        <translation>Ein Millimeter ist %1 Bildpunkte; dieser Bildschirm ist %2 mm breit.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::RulerLine</name>
    <message>
        <source>Line to compare</source>
        <translation>Vergleichslinie</translation>
    </message>
    <message>
        <source>The arrow keys make it a pixel longer or shorter, with Shift ten.</source>
        <translation>Die Pfeiltasten machen sie um einen Bildpunkt länger oder kürzer, mit Umschalt um zehn.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ScoringCommands</name>
    <message>
        <source>Lay &amp;over the night</source>
        <translation>Ü&amp;ber die Nacht legen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>New scoring</source>
        <translation>Neue Auswertung</translation>
    </message>
    <message>
        <source>An empty scoring of this night. Its &amp;name:</source>
        <translation>Eine leere Auswertung dieser Nacht. Ihr &amp;Name:</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Copy scoring</source>
        <translation>Auswertung kopieren</translation>
    </message>
    <message>
        <source>A copy of &quot;%1&quot; that can be edited. Its &amp;name:</source>
        <translation>Eine Kopie von „%1“ zum Bearbeiten. Ihr &amp;Name:</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Rename scoring</source>
        <translation>Auswertung umbenennen</translation>
    </message>
    <message>
        <source>New &amp;name of &quot;%1&quot;:</source>
        <translation>Neuer &amp;Name von „%1“:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete scoring</source>
        <translation>Auswertung löschen</translation>
    </message>
    <message>
        <source>Delete the scoring &quot;%1&quot;?</source>
        <translation>Auswertung „%1“ löschen?</translation>
    </message>
    <message>
        <source>It leaves the list; the journal keeps what was done, and it can be brought back while this window is open.</source>
        <translation>Sie verschwindet aus der Liste; das Protokoll behält, was getan wurde, und solange dieses Fenster offen ist, kann sie zurückgeholt werden.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>All differences are decided.</source>
        <translation>Alle Unterschiede sind entschieden.</translation>
    </message>
    <message>
        <source>Lay another scoring over the night first (Scoring, Lay over the night).</source>
        <translation>Legen Sie zuerst eine andere Auswertung über die Nacht (Auswertung, Über die Nacht legen).</translation>
    </message>
    <message>
        <source>No disagreement after this epoch.</source>
        <translation>Keine Abweichung nach dieser Epoche.</translation>
    </message>
    <message>
        <source>No disagreement before this epoch.</source>
        <translation>Keine Abweichung vor dieser Epoche.</translation>
    </message>
    <message>
        <source>Signing locks &quot;%1&quot;; later changes make a new revision.</source>
        <translation>Die Freigabe sperrt „%1“; spätere Änderungen bilden eine neue Revision.</translation>
    </message>
    <message>
        <source>Epochs that nobody has looked at yet: %1 of %2.</source>
        <translation>Epochen, die noch niemand angesehen hat: %1 von %2.</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>&amp;Reviewed by:</source>
        <translation>&amp;Geprüft von:</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Anzeigen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SettingEditor</name>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zur Vorgabe: %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>This value %1. The one before still holds.</source>
        <translation>Dieser Wert %1. Der vorige gilt weiter.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SettingsCommands</name>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>The settings in %1 were not used</source>
        <translation>Die Einstellungen in %1 wurden nicht verwendet</translation>
    </message>
    <message>
        <source>The settings of %1 are in force.</source>
        <translation>Die Einstellungen aus %1 gelten nun.</translation>
    </message>
    <message>
        <source>The settings were not written to %1</source>
        <translation>Die Einstellungen wurden nicht nach %1 geschrieben</translation>
    </message>
    <message>
        <source>The settings were written to %1.</source>
        <translation>Die Einstellungen wurden nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Your name and your folders are not in it.</source>
        <translation>Ihr Name und Ihre Ordner sind nicht darin.</translation>
    </message>
    <message>
        <source>Some settings could not be used.</source>
        <translation>Einige Einstellungen waren nicht zu verwenden.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the settings</source>
        <translation>In den Einstellungen suchen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>All to &amp;default</source>
        <translation>Alle auf &amp;Vorgabe</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren...</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>E&amp;xportieren...</translation>
    </message>
    <message>
        <source>All settings that are shown here now.</source>
        <translation>Alle Einstellungen, die hier gerade gezeigt werden.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SignalPanel</name>
    <message>
        <source>Signals and what was found about them</source>
        <translation>Signale und was über sie gefunden wurde</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Bad epochs</source>
        <translation>Schlechte Epochen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Looking at the signals...</source>
        <translation>Signale werden geprüft...</translation>
    </message>
    <message>
        <source>No night is open.</source>
        <translation>Keine Nacht ist geöffnet.</translation>
    </message>
    <message>
        <source>Channels: %1 to use, %2 doubtful, %3 not to be trusted. %4</source>
        <translation>Kanäle: %1 brauchbar, %2 zweifelhaft, %3 nicht zu trauen. %4</translation>
    </message>
    <message>
        <source>Score on %1 instead</source>
        <translation>Stattdessen %1 auswerten</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SpectrogramCommands</name>
    <message>
        <source>Spectrum of the epoch</source>
        <translation>Spektrum der Epoche</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SpectrogramMenu</name>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>Spectrogram loo&amp;k</source>
        <translation>Ansicht des S&amp;pektrogramms</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Frequencies</source>
        <translation>&amp;Frequenzen</translation>
    </message>
    <message>
        <source>&amp;Decibels</source>
        <translation>&amp;Dezibel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>Far&amp;ben</translation>
    </message>
    <message>
        <source>View and options of the spectrogram</source>
        <translation>Ansicht und Optionen des Spektrogramms</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What the network is given: filtered, at 100 Hz, scaled, a frame a second and none across the borders of epochs.</source>
        <translation>Was das Netz bekommt: gefiltert, mit 100 Hz, skaliert, ein Ausschnitt pro Sekunde und keiner über Epochengrenzen hinweg.</translation>
    </message>
    <message>
        <source>Of the signal as it was recorded.</source>
        <translation>Aus dem Signal, wie es aufgezeichnet wurde.</translation>
    </message>
    <message>
        <source>Range of the spectrogram</source>
        <translation>Bereich des Spektrogramms</translation>
    </message>
    <message>
        <source>&amp;Darkest at</source>
        <translation>&amp;Dunkelster Wert bei</translation>
    </message>
    <message>
        <source>&amp;Brightest at</source>
        <translation>&amp;Hellster Wert bei</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SpectrogramView</name>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>wird berechnet…</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>%1   %2 Hz   %3 dB</source>
        <comment>clock time, frequency, power</comment>
        <translation>%1   %2 Hz   %3 dB</translation>
    </message>
    <message>
        <source>Power of the signal over time and frequency</source>
        <translation>Leistung des Signals über Zeit und Frequenz</translation>
    </message>
</context>
<context>
    <name>hypnodesk::SpectrumPanel</name>
    <message>
        <source>Spectrum of the epoch</source>
        <translation>Spektrum der Epoche</translation>
    </message>
    <message>
        <source>Power of the epoch in view over frequency, 0 to 35 Hz</source>
        <translation>Leistung der gezeigten Epoche über der Frequenz, 0 bis 35 Hz</translation>
    </message>
    <message>
        <source>Too little was recorded here for a spectrum.</source>
        <translation>Hier wurde zu wenig aufgezeichnet für ein Spektrum.</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <comment>band, its share</comment>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>Epoch %1 on %2: dB re 1 µV²/Hz by Hz</source>
        <translation>Epoche %1 auf %2: dB re 1 µV²/Hz über Hz</translation>
    </message>
</context>
<context>
    <name>hypnodesk::StartPage</name>
    <message>
        <source>Open a recording...</source>
        <translation>Aufzeichnung öffnen...</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Recent recordings</source>
        <translation>Zuletzt geöffnete Aufzeichnungen</translation>
    </message>
    <message>
        <source>the network proposes a stage for every epoch and says how sure it is</source>
        <translation>das Netz schlägt für jede Epoche ein Stadium vor und sagt, wie sicher es ist</translation>
    </message>
    <message>
        <source>score by hand; the number pad works as well</source>
        <translation>von Hand bewerten; der Ziffernblock geht ebenso</translation>
    </message>
    <message>
        <source>Open a night</source>
        <translation>Eine Nacht öffnen</translation>
    </message>
    <message>
        <source>Drop an EDF or BDF recording anywhere on this window, or choose one. Nothing leaves this computer.</source>
        <translation>Ziehen Sie eine EDF- oder BDF-Aufzeichnung auf dieses Fenster, oder wählen Sie eine. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Open another recording...</source>
        <translation>Andere Aufzeichnung öffnen...</translation>
    </message>
    <message>
        <source>Try the demo night</source>
        <translation>Demonacht ausprobieren</translation>
    </message>
    <message>
        <source>Makes the recording of a virtual sleeper and shows the way through it.</source>
        <translation>Erzeugt die Aufzeichnung eines virtuellen Schläfers und zeigt den Weg hindurch.</translation>
    </message>
    <message>
        <source>next doubtful epoch; %1 accepts the proposal, %2 takes its second choice</source>
        <translation>nächste zweifelhafte Epoche; %1 übernimmt den Vorschlag, %2 die zweite Wahl</translation>
    </message>
    <message>
        <source>Making the demo night</source>
        <translation>Demonacht wird erzeugt</translation>
    </message>
    <message>
        <source>A virtual sleeper is put to bed; this takes some seconds, and only once.</source>
        <translation>Ein virtueller Schläfer wird zu Bett gebracht; das dauert einige Sekunden, und nur einmal.</translation>
    </message>
    <message>
        <source>the guide: the first ten minutes, every key, and what to do when...</source>
        <translation>das Handbuch: die ersten zehn Minuten, alle Tasten, und was zu tun ist, wenn...</translation>
    </message>
</context>
<context>
    <name>hypnodesk::StorageStatus</name>
    <message>
        <source>○ Saving…</source>
        <translation>○ Speichert…</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>▲ Not saved</source>
        <translation>▲ Nicht gespeichert</translation>
    </message>
    <message>
        <source>▲ Changes not saved: %1</source>
        <translation>▲ Nicht gespeicherte Änderungen: %1</translation>
    </message>
    <message>
        <source>● Saved</source>
        <translation>● Gespeichert</translation>
    </message>
    <message>
        <source>Everything is in %1</source>
        <translation>Alles ist in %1</translation>
    </message>
    <message>
        <source>The study file cannot be written.</source>
        <translation>Die Studiendatei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Changes that could not be written to the study file: %1.</source>
        <translation>Änderungen, die nicht in die Studiendatei geschrieben werden konnten: %1.</translation>
    </message>
    <message>
        <source>%1 You can go on scoring: nothing is lost while this window is open, and writing is tried again every few seconds. Free some space or bring the drive back, or save a copy elsewhere.</source>
        <translation>%1 Sie können weiter auswerten: solange dieses Fenster offen ist, geht nichts verloren, und das Schreiben wird alle paar Sekunden erneut versucht. Schaffen Sie Platz oder bringen Sie das Laufwerk zurück, oder sichern Sie eine Kopie anderswo.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Save elsewhere...</source>
        <translation>Anderswo sichern...</translation>
    </message>
    <message>
        <source>Nothing can be changed until it is settled which recording belongs to this study.</source>
        <translation>Nichts kann geändert werden, bis geklärt ist, welche Aufzeichnung zu dieser Studie gehört.</translation>
    </message>
    <message>
        <source>Nothing can be changed: the study file cannot be used.</source>
        <translation>Nichts kann geändert werden: die Studiendatei ist nicht zu benutzen.</translation>
    </message>
    <message>
        <source>Read-only: another program has this study open.</source>
        <translation>Schreibgeschützt: ein anderes Programm hat diese Studie geöffnet.</translation>
    </message>
    <message>
        <source>Read-only: this study cannot be written here.</source>
        <translation>Schreibgeschützt: diese Studie kann hier nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Another program is working on it; until it is done you can look, but not change.</source>
        <translation>Ein anderes Programm arbeitet daran; bis es fertig ist, können Sie ansehen, aber nicht ändern.</translation>
    </message>
    <message>
        <source>%1 on %2 has had it open since %3 (%4). You can look, but change nothing until it is closed there.</source>
        <translation>%1 auf %2 hat sie seit %3 geöffnet (%4). Sie können ansehen, aber nichts ändern, bis sie dort geschlossen ist.</translation>
    </message>
    <message>
        <source>You see the study as it was when you opened it.</source>
        <translation>Sie sehen die Studie so, wie sie beim Öffnen war.</translation>
    </message>
    <message>
        <source>Read-only: the study is in use.</source>
        <translation>Schreibgeschützt: die Studie ist in Gebrauch.</translation>
    </message>
    <message>
        <source>It has ended: take over</source>
        <translation>Es ist beendet: übernehmen</translation>
    </message>
    <message>
        <source>%1 is not the recording that %2 was made for.</source>
        <translation>%1 ist nicht die Aufzeichnung, zu der %2 gehört.</translation>
    </message>
    <message>
        <source>Found: %1. Look for the right file, or go on with this one if you know why it changed.</source>
        <translation>Gefunden: %1. Suchen Sie die richtige Datei, oder fahren Sie mit dieser fort, wenn Sie wissen, warum sie sich geändert hat.</translation>
    </message>
    <message>
        <source>Locate...</source>
        <translation>Suchen...</translation>
    </message>
    <message>
        <source>Use this recording</source>
        <translation>Diese Aufzeichnung verwenden</translation>
    </message>
    <message>
        <source>%1 cannot be used</source>
        <translation>%1 ist nicht zu benutzen</translation>
    </message>
    <message>
        <source>%1 The night is shown without its scorings; nothing was changed.</source>
        <translation>%1 Die Nacht wird ohne ihre Auswertungen gezeigt; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Recover what can be read</source>
        <translation>Lesbares wiederherstellen</translation>
    </message>
    <message>
        <source>Read-only: %1 cannot be changed here.</source>
        <translation>Schreibgeschützt: %1 kann hier nicht geändert werden.</translation>
    </message>
    <message>
        <source>A later version of Hypnodesk wrote it. Update this one to score on.</source>
        <translation>Eine spätere Version von Hypnodesk hat sie geschrieben. Aktualisieren Sie diese, um weiter auszuwerten.</translation>
    </message>
    <message>
        <source>Its folder or drive takes no changes. Copy the study and its recording to a folder of your own to score on.</source>
        <translation>Ihr Ordner oder Laufwerk nimmt keine Änderungen an. Kopieren Sie die Studie und ihre Aufzeichnung in einen eigenen Ordner, um weiter auszuwerten.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::StudyDocument</name>
    <message>
        <source>%1 in epoch %2</source>
        <translation>%1 in Epoche %2</translation>
    </message>
    <message>
        <source>Accept %1 in epoch %2</source>
        <translation>%1 in Epoche %2 übernehmen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was reviewed and signed by %2. Later changes make a new revision.</source>
        <translation>„%1“ wurde von %2 geprüft und freigegeben. Spätere Änderungen bilden eine neue Revision.</translation>
    </message>
    <message>
        <source>Steps of an earlier session come from the study file, which fails at present.</source>
        <translation>Schritte einer früheren Sitzung kommen aus der Studiendatei, die zurzeit versagt.</translation>
    </message>
    <message>
        <source>The study file could not tell the step: %1</source>
        <translation>Die Studiendatei konnte den Schritt nicht nennen: %1</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>Einen Vorschlag übernehmen</numerusform>
            <numerusform>%n Vorschläge übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to train against yet: score the night with the network first (F5).</source>
        <translation>Noch ist nichts da, woran man üben könnte: lassen Sie zuerst das Netz die Nacht auswerten (F5).</translation>
    </message>
    <message>
        <source>Training of %1</source>
        <translation>Training von %1</translation>
    </message>
    <message>
        <source>In training every stage is given by hand.</source>
        <translation>Im Training wird jedes Stadium von Hand gegeben.</translation>
    </message>
    <message>
        <source>The scoring could not be read from the study file: %1</source>
        <translation>Die Auswertung konnte nicht aus der Studiendatei gelesen werden: %1</translation>
    </message>
    <message>
        <source>Score by network</source>
        <translation>Auswertung durch das Netz</translation>
    </message>
    <message>
        <source>%1 in epochs %2 to %3</source>
        <translation>%1 in den Epochen %2 bis %3</translation>
    </message>
</context>
<context>
    <name>hypnodesk::StudyExports</name>
    <message>
        <source>the journal of %1 entries is intact</source>
        <translation>das Protokoll mit %1 Einträgen ist unversehrt</translation>
    </message>
    <message>
        <source>the journal has %1 flaws, which the bundle lists</source>
        <translation>das Protokoll hat %1 Mängel, die das Bündel auflistet</translation>
    </message>
    <message>
        <source>Evidence for &quot;%1&quot; written to %2; %3.</source>
        <translation>Nachweis zu „%1“ geschrieben nach %2; %3.</translation>
    </message>
    <message>
        <source>De-identified copies written to %1 and %2; annotations kept %3, removed %4.</source>
        <translation>De-identifizierte Kopien geschrieben nach %1 und %2; Annotationen behalten %3, entfernt %4.</translation>
    </message>
    <message>
        <source>%1 was written.</source>
        <translation>%1 wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>hypnodesk::TraceView</name>
    <message>
        <source>Signals</source>
        <translation>Signale</translation>
    </message>
    <message>
        <source>The signals of the recording around the epoch in view</source>
        <translation>Die Signale der Aufzeichnung um die gezeigte Epoche</translation>
    </message>
</context>
<context>
    <name>hypnodesk::TrainingDialog</name>
    <message>
        <source>No epoch is scored yet.</source>
        <translation>Noch keine Epoche ist bewertet.</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <source>%1 epochs scored; %2 % as the network, kappa %3.</source>
        <translation>%1 Epochen bewertet; %2 % wie das Netz, Kappa %3.</translation>
    </message>
    <message>
        <source>Agreement in training</source>
        <translation>Übereinstimmung im Training</translation>
    </message>
    <message>
        <source>The first stage given to an epoch counts. The network is no expert: where you differ, look again with somebody who is.</source>
        <translation>Es zählt das erste Stadium, das eine Epoche bekommt. Das Netz ist kein Experte: wo Sie abweichen, sehen Sie mit einem noch einmal hin.</translation>
    </message>
    <message>
        <source>Agreement per stage</source>
        <translation>Übereinstimmung je Stadium</translation>
    </message>
    <message>
        <source>Network&apos;s epochs</source>
        <translation>Epochen des Netzes</translation>
    </message>
    <message>
        <source>Found by you</source>
        <translation>Von Ihnen gefunden</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Of yours, the network&apos;s</source>
        <translation>Von Ihren die des Netzes</translation>
    </message>
</context>
<context>
    <name>hypnodesk::TrainingPage</name>
    <message>
        <source>&amp;Start</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>Zustand des Trainings</translation>
    </message>
    <message>
        <source>What is being done, and the time left</source>
        <translation>Was geschieht, und die Restzeit</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Ready to start.</source>
        <translation>Bereit.</translation>
    </message>
    <message>
        <source>Choose nights first.</source>
        <translation>Wählen Sie zuerst Nächte.</translation>
    </message>
    <message>
        <source>The training works in the background: this window may be closed, and nights may be scored meanwhile. The present model stays in use until you decide.</source>
        <translation>Das Training läuft im Hintergrund: Dieses Fenster darf geschlossen und Nächte dürfen unterdessen ausgewertet werden. Das jetzige Modell gilt, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Training...</source>
        <translation>Training läuft...</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Ending and removing what was made...</source>
        <translation>Wird beendet, und was entstand, wird entfernt...</translation>
    </message>
    <message>
        <source>Done. See the exam.</source>
        <translation>Fertig. Sehen Sie sich die Prüfung an.</translation>
    </message>
    <message>
        <source>The training ended without a result</source>
        <translation>Das Training endete ohne Ergebnis</translation>
    </message>
    <message>
        <source>Time left: %1.</source>
        <translation>Restzeit: %1.</translation>
    </message>
    <message>
        <source>The time left is not known yet.</source>
        <translation>Die Restzeit ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Cancel and remo&amp;ve</source>
        <translation>Abbrechen &amp;und entfernen</translation>
    </message>
</context>
<context>
    <name>hypnodesk::ViewBars</name>
    <message>
        <source>Verdicts of the network</source>
        <translation>Urteile des Netzes</translation>
    </message>
    <message>
        <source>joint verdict</source>
        <translation>gemeinsames Urteil</translation>
    </message>
    <message>
        <source>raw view alone</source>
        <translation>nur Rohsignal</translation>
    </message>
    <message>
        <source>spectrogram alone</source>
        <translation>nur Spektrogramm</translation>
    </message>
    <message>
        <source>no opinion</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <source>No verdict of the network for this epoch.</source>
        <translation>Kein Urteil des Netzes zu dieser Epoche.</translation>
    </message>
    <message>
        <source>Joint verdict</source>
        <translation>Gemeinsames Urteil</translation>
    </message>
    <message>
        <source>Raw view alone</source>
        <translation>Nur Rohsignal</translation>
    </message>
    <message>
        <source>Spectrogram view alone</source>
        <translation>Nur Spektrogramm</translation>
    </message>
</context>
<context>
    <name>hypnodesk::WhyPanel</name>
    <message>
        <source>Why this stage?</source>
        <translation>Warum dieses Stadium?</translation>
    </message>
    <message>
        <source>What the network says</source>
        <translation>Was das Netz sagt</translation>
    </message>
    <message>
        <source>What is measured in the signals</source>
        <translation>Was in den Signalen gemessen ist</translation>
    </message>
    <message>
        <source>In training it is shown once you have scored the epoch.</source>
        <translation>Im Training wird es gezeigt, sobald Sie die Epoche bewertet haben.</translation>
    </message>
    <message>
        <source>The signals are being measured.</source>
        <translation>Die Signale werden vermessen.</translation>
    </message>
    <message>
        <source>This recording has no EEG to measure.</source>
        <translation>Diese Aufzeichnung hat kein EEG zu vermessen.</translation>
    </message>
    <message>
        <source>The signals could not be measured.</source>
        <translation>Die Signale konnten nicht vermessen werden.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Measured by fixed rules in EEG %1, eyes %2, chin %3. These are measurements beside the verdict, not the network&apos;s reasons.</source>
        <translation>Nach festen Regeln gemessen in EEG %1, Augen %2, Kinn %3. Das sind Messungen neben dem Urteil, nicht die Gründe des Netzes.</translation>
    </message>
    <message>
        <source>What the neighbours changed</source>
        <translation>Was die Nachbarn änderten</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>hypnodesk::EventCommands</name>
    <message numerus="yes">
        <source>Mark %n slow wave(s)</source>
        <translation>
            <numerusform>Mark %n slow wave</numerusform>
            <numerusform>Mark %n slow waves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hypnodesk::EventPanel</name>
    <message numerus="yes">
        <source>Remove %n event(s)</source>
        <translation>
            <numerusform>Remove %n event</numerusform>
            <numerusform>Remove %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hypnodesk::StudyDocument</name>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>Accept %n proposal</numerusform>
            <numerusform>Accept %n proposals</numerusform>
        </translation>
    </message>
</context>
</TS>

@echo off
rem Starts Espalier on a JDK 25 or newer.
setlocal
set "APP_HOME=%~dp0.."
set "FOUND="
call :try "%ESPALIER_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*") do call :try "%%~d"
if not defined FOUND (
    echo Espalier needs Java 25 or newer and found none: install a JDK 25 ^(https://adoptium.net^), or set ESPALIER_JAVA_HOME to its folder. 1>&2
    exit /b 1
)
"%FOUND%\bin\java.exe" @espalier.jvm@ -Xmx2g "-Despalier.home=%APP_HOME%" -cp "%APP_HOME%\lib\*" org.espalier.Main %*
exit /b %ERRORLEVEL%

:try
if defined FOUND exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>&1 && set "FOUND=%~1"
exit /b 0

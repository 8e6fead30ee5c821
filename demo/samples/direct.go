// go get github.com/alibabacloud-go/imm-20200930/v4
package weboffice

import (
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	imm "github.com/alibabacloud-go/imm-20200930/v4/client"
	"github.com/alibabacloud-go/tea/tea"
)

var project = tea.String(os.Getenv("IMM_PROJECT_NAME"))

func newClient() (*imm.Client, error) {
	return imm.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		Endpoint:        tea.String("imm.cn-shanghai.aliyuncs.com"),
	})
}

// open: user comes from your session, and you have checked that they may open source.
func open(client *imm.Client, user User, source string) (*imm.GenerateWebofficeTokenResponseBody, error) {
	answer, err := client.GenerateWebofficeToken(&imm.GenerateWebofficeTokenRequest{
		ProjectName: project,
		SourceURI:   tea.String(source),
		User:        &imm.WebofficeUser{Id: tea.String(user.ShortID), Name: tea.String(user.Name)},
		Permission:  &imm.WebofficePermission{Readonly: tea.Bool(true), Copy: tea.Bool(true), Print: tea.Bool(true)},
	})
	if err != nil {
		return nil, err
	}
	issued.Put(*answer.Body.RefreshToken, Issued{user.ID, source}) // your store, for one day
	return answer.Body, nil
}

// refresh: errExpired is answered as 410 SessionExpired. Check again that the user may open the document.
func refresh(client *imm.Client, user User, accessToken, refreshToken string) (*imm.RefreshWebofficeTokenResponseBody, error) {
	of, found := issued.Take(refreshToken)
	if !found || of.UserID != user.ID || !user.MayOpen(of.Source) {
		return nil, errExpired
	}
	answer, err := client.RefreshWebofficeToken(&imm.RefreshWebofficeTokenRequest{
		ProjectName:  project,
		AccessToken:  tea.String(accessToken),
		RefreshToken: tea.String(refreshToken),
	})
	if err != nil {
		return nil, err
	}
	issued.Put(*answer.Body.RefreshToken, of)
	return answer.Body, nil
}
